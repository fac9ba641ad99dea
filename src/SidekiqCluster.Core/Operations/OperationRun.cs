using System.Runtime.CompilerServices;
using SidekiqCluster.Queries;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>
/// One operation on many jobs, from chunk to chunk. Each chunk is one script with a receipt of its own, so a crash between
/// chunks leaves every job where it was or where it goes, and one within a chunk can be settled by somebody else.
/// </summary>
internal sealed partial class OperationRun(
    ShardConnection connection, ActRunner runner, OperationRequest request, JobAct act, OperationState start)
{
    /// <summary>Jobs of a set per script: about 1 ms of the server's time.</summary>
    private const int SetChunk = 100;

    /// <summary>Jobs of a queue per script. Each costs the server a walk to its place, so few at a time.</summary>
    private const int QueueChunk = 10;

    /// <summary>Jobs of a queue per script where all go that the filter takes: neighbours cost one walk together.</summary>
    private const int DropChunk = 200;

    /// <summary>Jobs of a dry run between two reports.</summary>
    private const int ProgressStep = 1_000;

    private const string BatchWarning =
        "Some jobs belong to batches of Sidekiq Pro, which are not told: a batch waits for a job that was taken away.";

    private readonly OperationTally _tally = new(request.Operation, request.IsDryRun);
    private readonly MovedJobs _moved = new(request.Jobs.Sources);
    private readonly OperationPace _pace = new(connection.Clock, request.JobsPerSecond);
    private readonly List<ActStep> _chunk = [];
    private readonly List<JobRecord> _chosen = [];
    private readonly Queue<JobRecord> _waiting = [];
    private readonly OperationState _start = start;
    private OperationState _state = start;
    private IReadOnlyList<int> _kept = [];
    private JobSource _source;
    private PlannedJob? _ahead;
    private bool _mayBeRepeated;
    private bool _areNeighbours = true;
    private int _read;
    private int _sentBefore;
    private ShardUnreachableException? _lost;

    /// <summary>Runs it from its beginning. May be called once.</summary>
    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">The jobs could not be read further.</exception>
    public IAsyncEnumerable<OperationStep> StartAsync(CancellationToken cancellationToken) =>
        StepsAsync(() => Task.FromResult(true), cancellationToken);

    private async IAsyncEnumerable<OperationStep> StepsAsync(
        Func<Task<bool>> prepareAsync, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _tally.Restart(_start.Tally);
        await _tally.FollowAsync(prepareAsync, cancellationToken).ConfigureAwait(false);
        _read = _state.Read;
        var jobs = ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (jobs.ConfigureAwait(false))
        {
            var planned = new PlannedJobs(jobs, Plan);
            try
            {
                OperationStep step;
                do
                {
                    step = await _tally.FollowAsync(() => NextAsync(planned, cancellationToken), cancellationToken).ConfigureAwait(false);
                    yield return step;
                }
                while (!step.IsLast);
            }
            finally
            {
                await ForgetCopyAsync().ConfigureAwait(false);
            }
        }
    }

    private IAsyncEnumerable<JobRecord> ReadAsync(CancellationToken cancellationToken)
    {
        var (given, screen) = (request.Jobs.Records, request.Jobs.Screen);
        var filter = new QueryFilter(request.Jobs.Filter, _start.Now);
        var jobs = given?.ToAsyncEnumerable()
            ?? (MaySwap
                ? ReadAndCopyAsync(filter, cancellationToken)
                : new ShardQueries(connection).ReadCurrentAsync(request.Jobs.Sources!, filter, request.Jobs.Order, cancellationToken));
        return (screen is null ? jobs : jobs.Where(job => !screen.LeavesOut(job))).Skip(_read);
    }

    /// <summary>Sends the chunk that was told, and puts the next one together.</summary>
    private async Task<OperationStep> NextAsync(PlannedJobs jobs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var kept = _chunk.Count > 0 ? await SendAsync(jobs, cancellationToken).ConfigureAwait(false) : _kept;
        _kept = [];
        await CopyAgainAsync(cancellationToken).ConfigureAwait(false);
        var isMore = await FillAsync(jobs).ConfigureAwait(false);

        // Each further chunk would wait for the server anew, and there may be many.
        if (_chunk.Count > 0 && _lost is not null)
        {
            throw _lost;
        }

        if (_chunk.Count == 0)
        {
            NotePlace(_read);
        }

        var isLast = _chunk.Count == 0 && !isMore;
        _state = _state with { InFlight = _chunk.Count, Since = connection.Clock.GetUtcNow() };
        var soFar = _tally.ToResult();
        return new OperationStep
        {
            State = _state,
            SoFar = isLast && request.Operation == JobOperation.Kill
                ? await DeadSetLimits.WarnAsync(connection, soFar, cancellationToken).ConfigureAwait(false)
                : soFar,
            Jobs = request.Saves ? [.. _chosen.Select(SavedJob.Of)] : [],
            Kept = kept,
            IsLast = isLast,
        };
    }

    /// <summary>Sends the chunk, and reads as many jobs for the next one while it is on its way.</summary>
    /// <returns>The places of its jobs that are still there, or that somebody else took.</returns>
    private async Task<IReadOnlyList<int>> SendAsync(PlannedJobs jobs, CancellationToken cancellationToken)
    {
        await _pace.WaitAsync(_chunk.Count - _sentBefore, cancellationToken).ConfigureAwait(false);
        var number = _state.Chunks + 1;
        var receipt = ReceiptId.Of(_state.Act, number);
        var sending = _copy is { } copy && copy.Source == _source
            ? SwapAsync(copy, receipt, cancellationToken)
            : runner.RunAsync(receipt, _source, _chunk, cancellationToken);

        // A queue that is copied must be as the chunk before has left it.
        var most = MaySwap ? 0 : Math.Min(_chunk.Count, (request.Limit ?? long.MaxValue) - _tally.Matched - _chunk.Count);
        var reading = jobs.LookAheadAsync(most);
        await Task.WhenAll(sending, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var outcomes = await sending.ConfigureAwait(false);
        connection.Sources.Acted(_source, _chunk, outcomes, isNow: !connection.Acts.IsAct && !_mayBeRepeated);
        Count(outcomes);
        KeepWaiting(outcomes);
        _lost = outcomes[0].Lost;
        _moved.Add(_chunk, outcomes);
        _state = _state with { Chunks = _isUncalled ? _state.Chunks : number };
        _isUncalled = false;
        _chunk.Clear();
        _chosen.Clear();
        _sentBefore = 0;
        await reading.ConfigureAwait(false);
        return PlacesOfKept(outcomes);
    }

    /// <summary>Puts the next chunk together.</summary>
    /// <returns>Whether there may be jobs after it; else all have been read.</returns>
    private async Task<bool> FillAsync(PlannedJobs jobs)
    {
        while (_tally.Matched + _chunk.Count != request.Limit)
        {
            if (_ahead is null && _waiting.TryDequeue(out var waiting))
            {
                _ahead = Plan(waiting);
                _sentBefore++;
            }

            if (_ahead is null && _isInPlace && _sentBefore > 0)
            {
                return true;
            }

            if ((_ahead ?? await jobs.NextAsync().ConfigureAwait(false)) is not { } next)
            {
                return false;
            }

            _ahead = null;
            if (_chunk.Count > 0 && next.Job.Source != _source)
            {
                _ahead = next;
                return true;
            }

            var place = _read++;
            if (!_moved.Contains(next.Job) && Take(next, place))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a job into the chunk, or counts it where there is nothing to send.</summary>
    /// <returns>Whether it is time to tell of it.</returns>
    private bool Take(PlannedJob planned, int place)
    {
        var (job, plan, isOfBatch) = planned;
        if (plan.IsRefused)
        {
            _tally.Add(new ActOutcome(ActState.Refused, plan.Refusal));
            return false;
        }

        if (isOfBatch)
        {
            _tally.Warn(BatchWarning);
        }

        if (request.IsDryRun)
        {
            _tally.Add(new ActOutcome(ActState.Done));
            return _tally.Matched % ProgressStep == 0;
        }

        if (_chunk.Count == 0)
        {
            _source = job.Source;
            NotePlace(place);
        }

        var step = plan.Step!.Value;
        var drops = _areNeighbours && step.Verb == ActVerb.Delete && job.Source.Kind == JobSourceKind.Queue && request.Jobs.Records is null;
        _chunk.Add(drops ? step with { Verb = ActVerb.Drop } : step);
        _chosen.Add(job);
        return _chunk.Count == (_copy is { } copy && copy.Source == job.Source ? copy.Deleted.Count
            : request.ChunkOf(drops ? DropChunk : job.Source.Kind == JobSourceKind.Queue ? QueueChunk : SetChunk));
    }

    /// <summary>From here somebody else would have to go on.</summary>
    private void NotePlace(int place) =>
        _state = _state with { Read = request.Jobs.Records is null ? 0 : place, Tally = _tally.ToResult() };

    /// <summary>Jobs that a script did not get to come first in the next one.</summary>
    private void KeepWaiting(IReadOnlyList<ActOutcome> outcomes)
    {
        var settled = 0;
        foreach (var (job, outcome) in _chosen.Zip(outcomes))
        {
            if (outcome.State == ActState.Waiting)
            {
                _waiting.Enqueue(job);
            }
            else
            {
                settled++;
            }
        }

        // Jobs that stand far from each other are found sooner one by one. Then it is tried again.
        _areNeighbours = !_areNeighbours || settled >= QueueChunk || _waiting.Count == 0;
    }

    private void Count(IReadOnlyList<ActOutcome> outcomes)
    {
        foreach (var outcome in outcomes.Where(static outcome => outcome.State != ActState.Waiting))
        {
            _tally.Add(outcome);
        }
    }

    private PlannedJob Plan(JobRecord job)
    {
        var plan = WhyNotHere(job) is { } reason ? ActPlan.Refuse(reason) : act.Plan(job);
        return new PlannedJob(job, plan, IsOfBatch: !plan.IsRefused && job.Bid is not null);
    }

    private string? WhyNotHere(JobRecord job) =>
        job.Shard != connection.Shard ? $"it is of shard {job.Shard}, not of {connection.Shard}"
        : job.Source == JobSource.Work ? "it is running, in no list or set"
        : null;

    private static int[] PlacesOfKept(IReadOnlyList<ActOutcome> outcomes) =>
        [.. outcomes.Index().Where(item => item.Item.State is ActState.Gone or ActState.Failed or ActState.Waiting).Select(item => item.Index)];
}
