namespace SidekiqCluster.Operations;

/// <summary>Counts what becomes of the jobs of one operation.</summary>
internal sealed class OperationTally(JobOperation operation, bool isDryRun)
{
    private readonly long[] _counts = new long[Enum.GetValues<ActState>().Length];
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);

    public long Matched => _counts.Sum();

    public OperationProgress Progress => new(Matched, _counts[(int)ActState.Done], Matched - _counts[(int)ActState.Done]);

    /// <summary>Goes on from what was counted before.</summary>
    public void Restart(OperationResult start)
    {
        _counts[(int)ActState.Done] = start.Done;
        _counts[(int)ActState.Gone] = start.Gone;
        _counts[(int)ActState.Refused] = start.Refused;
        _counts[(int)ActState.Failed] = start.Failed;
        _counts[(int)ActState.Unknown] = start.Unknown;
        _reasons.Clear();
        foreach (var (reason, jobs) in start.Reasons)
        {
            _reasons.Add(reason, jobs);
        }

        _warnings.UnionWith(start.Warnings);
    }

    /// <summary>
    /// Forgets the jobs that are still where they were, refused or failed: whoever looks there again comes upon them again.
    /// </summary>
    public void ForgetWhatStays()
    {
        _counts[(int)ActState.Refused] = 0;
        _counts[(int)ActState.Failed] = 0;
        _reasons.Clear();
    }

    /// <summary>Counts what became of a job, or of several alike.</summary>
    public void Add(ActOutcome outcome, int jobs = 1)
    {
        _counts[(int)outcome.State] += jobs;
        if (outcome.Reason is { } reason && jobs > 0)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + jobs;
        }
    }

    /// <summary>Does work that is counted here, and tells what was counted also when it is ended half-way.</summary>
    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">The jobs could not be read further.</exception>
    public async Task<T> FollowAsync<T>(Func<Task<T>> workAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await workAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new JobOperationCanceledException(ToResult(), cancellationToken);
        }
        catch (SidekiqClusterException interrupted) when (Matched > 0)
        {
            interrupted.Result = ToResult();
            throw;
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
        Reasons = new SortedDictionary<string, long>(_reasons, StringComparer.Ordinal),
        Warnings = [.. _warnings],
    };
}
