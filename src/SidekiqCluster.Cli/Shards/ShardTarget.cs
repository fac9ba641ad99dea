using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Shards;

/// <summary>A shard that the command line was told about.</summary>
/// <param name="Name">Its name in answers.</param>
/// <param name="Connection">Its URL or connection string, which may hold a password: never printed.</param>
/// <param name="Prefix">The namespace of its keys; empty for none.</param>
/// <param name="Labels">What the configuration file says about it.</param>
internal sealed record ShardTarget(
    string Name, string Connection, string Prefix, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The name of a shard that was given by its URL alone.</summary>
    public const string LoneName = "default";

    private static readonly Dictionary<string, string> NoLabels = [];

    /// <summary>A shard that has no labels.</summary>
    /// <exception cref="VerbException">The name may not be one, or the connection is empty.</exception>
    public static ShardTarget Of(string name, string connection, string prefix) =>
        new(CheckName(name), CheckConnection(name, connection), prefix, NoLabels);

    /// <summary>A shard that was written as <c>NAME=URL</c>.</summary>
    /// <param name="pair">What was written.</param>
    /// <param name="origin">Where, such as an option's name.</param>
    /// <param name="prefix">The namespace of its keys; empty for none.</param>
    /// <exception cref="VerbException">It has no name, or one that may be none, or no URL.</exception>
    public static ShardTarget OfPair(string pair, string origin, string prefix)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);

        // What stands without a name may be a URL with a password, so neither it nor what precedes its '=' is repeated.
        return equals < 0 || pair.AsSpan(0, equals).Contains("://", StringComparison.Ordinal)
            ? throw VerbException.Usage($"a shard of {origin} has no name; write NAME=URL, or choose among known ones with --shards.")
            : Of(pair[..equals], pair[(equals + 1)..], prefix);
    }

    /// <summary>The name, if it may be one.</summary>
    /// <exception cref="VerbException">It may not.</exception>
    public static string CheckName(string name)
    {
        var valid = name.Length > 0 && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        return valid
            ? name
            : throw VerbException.Usage(
                $"'{name}' is no shard name; use letters, digits, '.', '_' and '-', beginning with a letter or digit.");
    }

    /// <summary>The connection, if there is one.</summary>
    /// <exception cref="VerbException">It is empty.</exception>
    public static string CheckConnection(string name, string connection) =>
        string.IsNullOrWhiteSpace(connection)
            ? throw VerbException.Usage($"shard {name} has no URL; give one such as redis://localhost:6379/0.")
            : connection;

    /// <summary>Checks what can be checked without connecting.</summary>
    /// <exception cref="VerbException">The connection is no URL and no connection string.</exception>
    public void Validate(TimeProvider clock)
    {
        try
        {
            ToOptions(clock).Validate();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new VerbException(ExitCode.Usage, $"shard {Name}: {e.Message}", e);
        }
    }

    public ShardOptions ToOptions(TimeProvider clock) => new()
    {
        Name = Name,
        Connection = Connection,
        KeyPrefix = Prefix,
        TimeProvider = clock,
    };

    /// <summary>The name alone.</summary>
    public override string ToString() => $"shard {Name}";
}
