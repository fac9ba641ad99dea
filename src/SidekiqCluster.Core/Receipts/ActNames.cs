namespace SidekiqCluster.Receipts;

/// <summary>
/// Names the calls of a shard. Without an act each call has a name of its own; within an act they have its name and their
/// number, so that a repetition of the act names them alike.
/// </summary>
/// <param name="act">The act; null for none.</param>
internal sealed class ActNames(Guid? act)
{
    private Guid _call;
    private int _calls;
    private int _draws;
    private int _isBusy;

    /// <summary>No act: nothing is ever repeated.</summary>
    public static ActNames Fresh { get; } = new(null);

    /// <summary>Whether this is an act, which somebody may repeat.</summary>
    public bool IsAct => act is not null;

    /// <summary>Begins the next call; disposing of it ends the call.</summary>
    /// <exception cref="InvalidOperationException">
    /// Another call of the act has not ended: their numbers would be by chance.
    /// </exception>
    public ActCall Begin()
    {
        if (act is not { } name)
        {
            return new ActCall(Guid.NewGuid(), null);
        }

        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            throw new InvalidOperationException("The calls of one act come one after the other; give those that run at once acts of their own.");
        }

        _call = ReceiptId.Of(name, ++_calls);
        _draws = 0;
        return new ActCall(_call, this);
    }

    /// <summary>What stands in place of the next random choice within the call that runs.</summary>
    public ReceiptId Draw() => new(_call, FormattableString.Invariant($"draw {++_draws}"));

    /// <summary>Ends the call that runs.</summary>
    public void End() => Volatile.Write(ref _isBusy, 0);
}
