namespace SidekiqCluster.Operations;

/// <summary>Counts what becomes of the jobs of one operation.</summary>
internal sealed class OperationTally(JobOperation operation, bool isDryRun)
{
    private readonly long[] _counts = new long[Enum.GetValues<ActState>().Length];
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);

    public long Matched => _counts.Sum();

    public OperationProgress Progress => new(Matched, _counts[(int)ActState.Done], Matched - _counts[(int)ActState.Done]);

    public void Add(ActOutcome outcome)
    {
        _counts[(int)outcome.State]++;
        if (outcome.Reason is { } reason)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        }
    }

    public void Warn(string warning) => _warnings.Add(warning);

    public OperationResult ToResult() => new()
    {
        Operation = operation,
        IsDryRun = isDryRun,
        Matched = Matched,
        Done = _counts[(int)ActState.Done],
        Gone = _counts[(int)ActState.Gone],
        Refused = _counts[(int)ActState.Refused],
        Failed = _counts[(int)ActState.Failed],
        Unknown = _counts[(int)ActState.Unknown],
        Reasons = _reasons,
        Warnings = [.. _warnings],
    };
}
