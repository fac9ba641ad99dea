namespace SidekiqCluster;

/// <summary>The queues of one name in all shards.</summary>
public partial interface IFleetQueue
{
    /// <summary>The queues' name.</summary>
    string Name { get; }

    /// <summary>The queues.</summary>
    JobSource Source { get; }

    /// <summary>The jobs of one class with typed arguments; see <see cref="ISidekiqFleet.Jobs{T}"/>.</summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T>;
}
