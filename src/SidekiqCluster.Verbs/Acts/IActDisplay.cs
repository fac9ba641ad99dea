namespace SidekiqCluster.Verbs.Acts;

/// <summary>Shows somebody how far long work has come.</summary>
internal interface IActDisplay
{
    /// <summary>Does the work while it is shown.</summary>
    /// <param name="totals">What is to be done, by shard.</param>
    /// <param name="progress">What the work reports to.</param>
    /// <param name="work">The work.</param>
    Task<T> ShowAsync<T>(IEnumerable<KeyValuePair<string, long>> totals, ActProgress progress, Func<Task<T>> work);
}
