namespace SidekiqCluster.Passes;

/// <summary>A sorted set as a pass sees it: by rank in the order of the pass.</summary>
internal interface ISetReader
{
    /// <summary>Whether the pass runs from the highest score down.</summary>
    bool IsDescending { get; }

    /// <summary>
    /// The members of the ranks <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> − 1, as
    /// they stood at one moment; fewer when the set ends before.
    /// </summary>
    Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken);

    /// <summary>Some members. All replies from cursor 0 to cursor 0 hold each member that stayed, whatever its score did.</summary>
    Task<SetScanPage> ScanAsync(ulong cursor, int count, CancellationToken cancellationToken);

    /// <summary>How many members come before all of this score in the order of the pass.</summary>
    Task<long> CountBeforeAsync(double score, CancellationToken cancellationToken);

    /// <summary>The members of the set.</summary>
    Task<long> GetLengthAsync(CancellationToken cancellationToken);
}
