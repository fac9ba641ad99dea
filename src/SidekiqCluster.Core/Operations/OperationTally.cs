namespace SidekiqCluster.Operations;

/// <summary>Counts what becomes of the jobs of one operation.</summary>
internal sealed class OperationTally(JobOperation operation, bool isDryRun)
{
    private readonly long[] _counts = new long[Enum.GetValues<ActState>().Length];
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);

    public long Matched => _counts.Sum();

    public OperationProgress Progress => new(Matched, _counts[(int)ActState.Done], Matched - _counts[(int)ActState.Done]);

    /// <summary>Counts what became of a job, or of several alike.</summary>
    public void Add(ActOutcome outcome, int jobs = 1)
    {
        _counts[(int)outcome.State] += jobs;
        if (outcome.Reason is { } reason && jobs > 0)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + jobs;
        }
    }

    /// <summary>Does the work that is counted here, and tells what was counted also when it is ended half-way.</summary>
    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">The jobs could not be read further, or not be saved.</exception>
    public async Task<OperationResult> FollowAsync(Func<Task> workAsync, string shard, CancellationToken cancellationToken)
    {
        try
        {
            await workAsync().ConfigureAwait(false);
            return ToResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new JobOperationCanceledException(ToResult(), cancellationToken);
        }
        catch (IOException unsaved)
        {
            throw new SidekiqClusterException(
                $"The jobs cannot be saved, so no more are deleted: {unsaved.Message}", shard, unsaved)
            {
                Result = ToResult(),
            };
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
        Reasons = _reasons,
        Warnings = [.. _warnings],
    };
}
