namespace SidekiqCluster.Receipts;

/// <summary>A call from its beginning to its end.</summary>
/// <param name="Id">Its name: the receipt of its only script, or what those of its scripts follow from.</param>
/// <param name="Names">Told when it has ended; null where nobody counts.</param>
internal readonly record struct ActCall(Guid Id, ActNames? Names) : IDisposable
{
    public void Dispose() => Names?.End();
}
