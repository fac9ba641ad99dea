using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Acts;

/// <summary>Which jobs the user chose: all of some sources that match, or some by name.</summary>
internal sealed record JobChoice
{
    private const int MostNames = 3;

    /// <summary>Where to look; null when nothing was said.</summary>
    public required JobSources? Sources { get; init; }

    /// <summary>Which of their jobs; null when they are named.</summary>
    public JobFilter? Filter { get; init; }

    /// <summary>The jids that were named.</summary>
    public IReadOnlyList<string> Jids { get; init; } = [];

    /// <summary>The ids that were named.</summary>
    public IReadOnlyList<EntryId> Ids { get; init; } = [];

    /// <summary>Whether the user named each job.</summary>
    public bool IsNamed => Filter is null;

    /// <summary>All names as they were given.</summary>
    public IEnumerable<string> Names => Jids.Concat(Ids.Select(id => id.ToString()));

    /// <summary>So many jobs of this choice, in words: <c>3 jobs of retry that match class:HardJob</c>.</summary>
    public string Describe(long count)
    {
        var jobs = Human.Count(count, "job");
        if (IsNamed)
        {
            var more = Names.Skip(MostNames).Any() ? ", …" : string.Empty;
            return $"{jobs} ({string.Join(", ", Names.Take(MostNames))}{more})";
        }

        return $"{jobs} of {Sources}{(Filter == JobFilter.All ? string.Empty : $" that match {Filter}")}";
    }
}
