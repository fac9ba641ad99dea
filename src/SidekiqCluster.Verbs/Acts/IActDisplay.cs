namespace SidekiqCluster.Verbs.Acts;

/// <summary>Shows somebody how far long work has come.</summary>
internal interface IActDisplay
{
    /// <summary>Whether it can also show work of which nobody knows how much is to be done.</summary>
    bool TakesUnknownTotals => false;

    /// <summary>Does the work while it is shown.</summary>
    /// <param name="totals">What is to be done, by shard; nothing of a shard where nobody knows.</param>
    /// <param name="progress">What the work reports to.</param>
    /// <param name="work">The work.</param>
    Task<T> ShowAsync<T>(IEnumerable<KeyValuePair<string, long>> totals, ActProgress progress, Func<Task<T>> work);
}
