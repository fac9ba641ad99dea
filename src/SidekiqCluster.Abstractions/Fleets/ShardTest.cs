using System.Text;
using SidekiqCluster.Filters;

namespace SidekiqCluster.Fleets;

/// <summary>One alternative of a selection: a glob for the name, or for a label's value.</summary>
internal sealed class ShardTest
{
    private readonly string? _label;
    private readonly string _pattern;
    private readonly GlobPattern _glob;

    private ShardTest(string? label, string pattern)
    {
        _label = label;
        _pattern = pattern;
        _glob = new GlobPattern(pattern);
    }

    private bool IsLiteral => !_pattern.AsSpan().ContainsAny('*', '?');

    /// <summary>Reads <c>NAME</c> or <c>LABEL=VALUE</c>; null when the text is neither.</summary>
    public static ShardTest? TryParse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (label, pattern) = equals < 0 ? (null, text) : (text[..equals], text[(equals + 1)..]);
        var valid = pattern.Length > 0
            && (label is null
                ? pattern.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '*' or '?')
                : ShardLabels.IsName(label) && !pattern.AsSpan().ContainsAny('=', '\\'));
        return valid ? new ShardTest(label, pattern) : null;
    }

    /// <summary>Whether the shard is meant.</summary>
    public bool Takes(ShardInfo shard) =>
        _label is null ? Matches(shard.Name) : shard.Labels.TryGetValue(_label, out var value) && Matches(value);

    /// <summary>Makes sure that what is written out in full is there.</summary>
    /// <exception cref="ShardUnknownException">No shard has this name, this label, or the label with this value.</exception>
    public void ThrowIfUnknown(IReadOnlyList<ShardInfo> shards)
    {
        if (_label is not null && !shards.Any(shard => shard.Labels.ContainsKey(_label)))
        {
            throw ShardNames.Unknown("label", _label, shards.SelectMany(static shard => shard.Labels.Keys));
        }

        if (IsLiteral && !shards.Any(Takes))
        {
            throw _label is null
                ? ShardNames.Unknown("shard", _pattern, shards.Select(static shard => shard.Name))
                : ShardNames.Unknown(
                    $"shard with label {_label}",
                    _pattern,
                    shards.Where(shard => shard.Labels.ContainsKey(_label)).Select(shard => shard.Labels[_label]));
        }
    }

    /// <summary>The alternative as it is written.</summary>
    public override string ToString() => _label is null ? _pattern : $"{_label}={_pattern}";

    private bool Matches(string text) => _glob.Matches(Encoding.UTF8.GetBytes(text));
}
