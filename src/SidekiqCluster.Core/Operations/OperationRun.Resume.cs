using SidekiqCluster.Receipts;

namespace SidekiqCluster.Operations;

/// <content>How an operation goes on whose driver is lost, or thought to be.</content>
internal sealed partial class OperationRun
{
    /// <summary>
    /// How long after a chunk was told its receipt is relied on: less than the ten minutes that it lives, as the clocks of
    /// two programs differ.
    /// </summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromMinutes(9);

    /// <summary>Takes the operation over and goes on with it. May be called once.</summary>
    /// <exception cref="OutcomeUnknownException">Nobody can tell any more what became of the chunk in flight.</exception>
    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">
    /// The operation would come upon its own work, so it ends here; or the jobs could not be read further. The result tells
    /// what was done, the chunk in flight included.
    /// </exception>
    public IAsyncEnumerable<OperationStep> ResumeAsync(CancellationToken cancellationToken) =>
        StepsAsync(() => TakeOverAsync(cancellationToken), cancellationToken);

    /// <summary>Takes the operation over and ends it. May be called once.</summary>
    /// <exception cref="OutcomeUnknownException">Nobody can tell any more what became of the chunk in flight.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<OperationStep> EndAsync(CancellationToken cancellationToken)
    {
        _tally.Restart(_start.Tally);
        if (!request.IsDryRun)
        {
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        var soFar = _tally.ToResult();
        return new OperationStep
        {
            State = _state with { InFlight = 0, Tally = soFar },
            SoFar = soFar,
            Kept = _kept,
            IsLast = true,
        };
    }

    private async Task<bool> TakeOverAsync(CancellationToken cancellationToken)
    {
        if (request.IsDryRun)
        {
            _state = OperationState.Start(_start.Act, request, _start.Now);
            _tally.Restart(_state.Tally);
        }
        else if (request.Jobs.Records is null)
        {
            await SettleAsync(cancellationToken).ConfigureAwait(false);
            GoOnFromWhatIsLeft();
        }
        else if (_start.InFlight > 0)
        {
            // The records from there on make the same chunks, and the receipts of those that were sent answer.
            _mayBeRepeated = true;
            await CheckReceiptAsync(cancellationToken).ConfigureAwait(false);
            _kept = [.. Enumerable.Range(0, _start.InFlight)];
        }

        return true;
    }

    /// <summary>
    /// Counts what was done since the state was told, by this operation's drivers of then, and makes sure that none of them
    /// does anything more: the first chunk that none has sent is given up.
    /// </summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var isFirst = false; !isFirst;)
        {
            var number = _state.Chunks + 1;
            var inFlight = number == _start.Chunks + 1 ? _start.InFlight : 0;
            var lost = await runner.GiveUpAsync(ReceiptId.Of(_start.Act, number), cancellationToken).ConfigureAwait(false);
            if (lost.Reply is { } reply)
            {
                var outcomes = reply.Length > 0 ? runner.Parse(reply) : throw Unknown(inFlight);
                Count(outcomes);
                _kept = inFlight > 0 ? PlacesOfKept(outcomes) : _kept;
            }
            else if (inFlight > 0)
            {
                ThrowIfTooLate();
                _kept = [.. Enumerable.Range(0, inFlight)];
            }

            _state = _state with { Chunks = number };
            isFirst = lost.IsFirst;
        }
    }

    private void GoOnFromWhatIsLeft()
    {
        if (_tally.Matched == request.Limit)
        {
            return;
        }

        var soFar = _tally.ToResult();
        if (soFar.Unknown > 0 || (soFar.Done > 0 && act.LeavesJobsIn(request.Jobs.Sources!)))
        {
            throw new SidekiqClusterException(
                $"The operation was broken off after {soFar.Done} jobs and cannot go on, as it would come upon these again;"
                + " see what is left, and run it again with a filter that leaves out what is done.",
                connection.Shard)
            {
                Result = soFar,
            };
        }

        _tally.ForgetWhatStays();
    }

    private async Task CheckReceiptAsync(CancellationToken cancellationToken)
    {
        if (IsTooLate)
        {
            var lost = await runner.GiveUpAsync(ReceiptId.Of(_start.Act, _start.Chunks + 1), cancellationToken).ConfigureAwait(false);
            if (lost.Reply is null)
            {
                ThrowIfTooLate();
            }
        }
    }

    private bool IsTooLate => connection.Clock.GetUtcNow() - _start.Since > LongestAbsence;

    private void ThrowIfTooLate()
    {
        if (IsTooLate)
        {
            throw Unknown(_start.InFlight);
        }
    }

    private OutcomeUnknownException Unknown(int jobs)
    {
        const string Reason = "the operation was broken off, and its receipt is gone";
        _tally.Add(new ActOutcome(ActState.Unknown, Reason), jobs);
        return new OutcomeUnknownException(
            $"The operation was broken off, and whether its last {jobs} jobs are done nobody can tell any more; look before you run it again.",
            connection.Shard)
        {
            Result = _tally.ToResult(),
        };
    }
}
