namespace SidekiqCluster.Fleets;

/// <summary>
/// Which shards of a fleet: terms separated by blanks, all of which must hold; each is a name or a label with its value, with
/// globs, or several of these separated by commas, one of which must hold: <c>eu-*,us-1 env=prod</c>. Immutable.
/// </summary>
internal sealed class ShardSelection
{
    private readonly ShardTest[][] _terms;

    private ShardSelection(ShardTest[][] terms) => _terms = terms;

    /// <summary>Every shard.</summary>
    public static ShardSelection All { get; } = new([]);

    /// <summary>Whether this is every shard.</summary>
    public bool IsAll => _terms.Length == 0;

    /// <summary>Reads a selection; what <see cref="ToString"/> prints, too.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static ShardSelection Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return terms.Length > 0
            ? new ShardSelection([.. terms.Select(ParseTerm)])
            : throw new FormatException("The selection of shards is empty; use names or labels such as 'eu-*' or 'env=prod'.");
    }

    /// <summary>The shards that both mean.</summary>
    public ShardSelection And(ShardSelection other) => new([.. _terms, .. other._terms]);

    /// <summary>The shards that are meant, in the order in which they are given.</summary>
    /// <exception cref="ShardUnknownException">There is none, or a name or label that is written out is not known.</exception>
    public IReadOnlyList<ShardInfo> Choose(IReadOnlyList<ShardInfo> shards)
    {
        foreach (var test in _terms.SelectMany(static term => term))
        {
            test.ThrowIfUnknown(shards);
        }

        ShardInfo[] chosen = [.. shards.Where(shard => _terms.All(term => term.Any(test => test.Takes(shard))))];
        return chosen.Length > 0 ? chosen : throw None(shards);
    }

    /// <summary>The selection as text; empty for every shard.</summary>
    public override string ToString() => string.Join(' ', _terms.Select(static term => string.Join<ShardTest>(',', term)));

    private static ShardTest[] ParseTerm(string term) => [.. term.Split(',').Select(alternative =>
        ShardTest.TryParse(alternative) ?? throw new FormatException(
            $"'{alternative}' in a selection of shards is no name and no label; use names or labels such as 'eu-*' or 'env=prod'."))];

    private ShardUnknownException None(IReadOnlyList<ShardInfo> shards) => shards.Count == 0
        ? new ShardUnknownException("The fleet has no shard; name some in the configuration of the silos, or add one.")
        : new ShardUnknownException(
            $"No shard is meant by '{this}'; the fleet has {ShardNames.List([.. shards.Select(static shard => shard.Name)])}.",
            ToString());
}
