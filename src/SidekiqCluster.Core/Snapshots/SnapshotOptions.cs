namespace SidekiqCluster.Snapshots;

/// <summary>How snapshots are read and refreshed.</summary>
internal sealed record SnapshotOptions
{
    /// <summary>
    /// How many payloads that the list holds once must stand where they stood, at both of its ends, for the rest to be taken
    /// for unchanged. The refresh is exact while fewer payloads of the snapshot are pushed again between two refreshes.
    /// </summary>
    /// <value>Default: 128; not less than the jobs that processes may push back at once when they are shut down.</value>
    public int Anchors { get; init; } = 128;

    /// <summary>Entries of the list's tail that may be jobs pushed back by processes that were shut down.</summary>
    /// <value>Default: 32.</value>
    public int Requeues { get; init; } = 32;

    /// <summary>A source of up to so many entries is read whole, by one command.</summary>
    /// <value>Default: 2000, which takes the server about a millisecond.</value>
    public int WholeLimit { get; init; } = 2000;

    /// <summary>What is read whole by one command when nothing else tells what changed.</summary>
    /// <value>Default: 50,000.</value>
    public int WholeLimitAtWorst { get; init; } = 50_000;

    /// <summary>Entries of one page of a full read.</summary>
    /// <value>Default: 1000.</value>
    public int PageSize { get; init; } = 1000;

    /// <summary>Entries that each page of a full read reads once more.</summary>
    /// <value>Default: 32.</value>
    public int Overlap { get; init; } = 32;

    /// <summary>Entries in the middle that each refresh compares, one window after another.</summary>
    /// <value>Default: 128.</value>
    public int RollingWindow { get; init; } = 128;

    /// <summary>The most pushes that are looked for before the list is read in full.</summary>
    /// <value>Default: 20,000, about six milliseconds of the server.</value>
    public int MaxHead { get; init; } = 20_000;

    /// <summary>Full reads that are tried one after another while others change what is read.</summary>
    /// <value>Default: 3.</value>
    public int Attempts { get; init; } = 3;

    /// <summary>A set of up to so many members is read whole, by one command.</summary>
    /// <value>Default: 10,000, which takes the server about five milliseconds.</value>
    public int SetWholeLimit { get; init; } = 10_000;

    /// <summary>A set of up to so many members is read again by pages when it may have changed; a larger one by blocks.</summary>
    /// <value>Default: 200,000.</value>
    public int SetRereadLimit { get; init; } = 200_000;

    /// <summary>Members of a block whose number is compared.</summary>
    /// <value>Default: 1000.</value>
    public int SetBlockSize { get; init; } = 1000;

    /// <summary>In how many refreshes each block of a larger set is compared once, whether or not it seems to differ.</summary>
    /// <value>Default: 64; about 16,000 members, ten milliseconds of the server, per refresh of a million.</value>
    public int SetRefreshesPerTurn { get; init; } = 64;

    /// <summary>
    /// Whether questions that Redis answers by one short command (sizes, stretches, scores, first pages) are answered by
    /// snapshots, too, and cause some to be made. Else only by one that is there and young enough.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AnswersAll { get; init; }

    /// <summary>The most members that one script gives.</summary>
    /// <value>Default: 4000, which takes the server about ten milliseconds.</value>
    public int SetMembersPerScript { get; init; } = 4000;
}
