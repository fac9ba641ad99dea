using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Requests;

/// <summary>Which jobs an act is about, and how it goes about it. One of where, jids, ids and all says which.</summary>
internal record JobChoiceBody
{
    /// <summary>Where to look: queue:NAME, queues, scheduled, retry, dead, all.</summary>
    public string[]? In { get; init; }

    /// <summary>A filter.</summary>
    public string? Where { get; init; }

    /// <summary>Just the jobs of these jids.</summary>
    public string[]? Jids { get; init; }

    /// <summary>Just the jobs of these ids, as lists of jobs give them.</summary>
    public string[]? Ids { get; init; }

    /// <summary>All jobs of the sources.</summary>
    public bool All { get; init; }

    /// <summary>How many jobs at most, over all shards, oldest first.</summary>
    public long? Limit { get; init; }

    /// <summary>How many jobs a second at most, in each shard.</summary>
    public double? Rate { get; init; }

    /// <summary>Whether to tell what would be done, and change nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The act on these jobs.</summary>
    /// <exception cref="RequestException">A value is wrong, or none or several of the ways to choose are used.</exception>
    public JobActVerb Choose(JobActVerb act)
    {
        if (new[] { Where is not null, Jids is { Length: > 0 }, Ids is { Length: > 0 }, All }.Count(static isUsed => isUsed) != 1)
        {
            throw RequestException.Bad("Say which jobs: give one of 'where', 'jids', 'ids' and 'all'.");
        }

        if (Limit < 1)
        {
            throw RequestException.Bad($"'limit' is {Limit}; use a positive number, or leave it out for all.");
        }

        return Rate is null or > 0
            ? act with
            {
                In = Parameter.Sources(In),
                Where = All ? JobFilter.All : Parameter.Filter(Where),
                Jids = Jids ?? [],
                Ids = Parameter.Ids(Ids),
                Limit = Limit,
                Rate = Rate,
                DryRun = DryRun,
            }
            : throw RequestException.Bad($"'rate' is {Rate}; use a positive number of jobs a second.");
    }
}
