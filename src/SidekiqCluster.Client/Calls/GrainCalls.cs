using SidekiqCluster.Calls;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Calls;

/// <summary>
/// Calls the grains of one shard. A call that is lost with its silo is made again: a question as long as the caller waits, an
/// act under the same name, which its receipt keeps from being done twice.
/// </summary>
internal sealed class GrainCalls(IGrainFactory grains, string shard, Tolerance tolerance, TimeProvider clock)
{
    private static readonly TimeSpan ActPatience = TimeSpan.FromSeconds(60);

    /// <summary>A grain gives up by itself when its time is over; a little later, so does who called it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>The shard's name.</summary>
    public string Name => shard;

    /// <summary>How old answers may be, and how long they may take.</summary>
    public Tolerance Tolerance => tolerance;

    /// <summary>The clock of waits.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The shard's grain.</summary>
    public IShardGrain Shard => grains.Find<IShardGrain>(new ShardKey(shard).ToString());

    public IQueueGrain Queue(string name) => grains.Find<IQueueGrain>(new QueueKey(shard, name).ToString());

    public IJobSetGrain Set(JobSourceKind kind) => grains.Find<IJobSetGrain>(new JobSetKey(shard, kind).ToString());

    public IProcessGrain Process(string identity) => grains.Find<IProcessGrain>(new ProcessKey(shard, identity).ToString());

    /// <summary>Asks, and takes none but a fresh answer.</summary>
    /// <exception cref="ShardUnreachableException">There is none in time.</exception>
    /// <exception cref="SidekiqClusterException">The shard refused.</exception>
    public async Task<T> ReadAsync<T>(
        Func<CancellationToken, Task<GrainAnswer<T>>> ask, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(ask, cancellationToken).ConfigureAwait(false);
        return answer.StaleBecause is { } reason ? throw new ShardUnreachableException(reason, shard) : answer.Value;
    }

    /// <summary>Asks, as long as the tolerance allows.</summary>
    /// <exception cref="ShardUnreachableException">No silo answered in time.</exception>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        RepeatAsync(ask, tolerance.Timeout, tolerance.Timeout + Grace, cancellationToken);

    /// <summary>Acts under a new name, as often as it takes to learn what became of it.</summary>
    /// <exception cref="OutcomeUnknownException">No silo told within a minute.</exception>
    public Task<T> ActAsync<T>(Func<Guid, Task<T>> act, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = Guid.NewGuid();
        return ActAsync(() => act(name));
    }

    /// <summary>Does what may be repeated, as often as it takes to learn what became of it.</summary>
    /// <exception cref="OutcomeUnknownException">No silo told within a minute.</exception>
    public async Task<T> ActAsync<T>(Func<Task<T>> act)
    {
        var attempts = 0;
        try
        {
            return await RepeatAsync(
                _ =>
                {
                    attempts++;
                    return act();
                },
                ActPatience,
                SiloPatience.Silence,
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (ShardUnreachableException lost) when (attempts > 1 || LostCall.IsLost(lost.InnerException))
        {
            // Of an attempt that was lost before, nobody knows whether it came to the shard while that was there.
            throw new OutcomeUnknownException(
                $"No silo told whether this was done on shard {shard}; look before you do it again.", shard, lost);
        }
    }

    private Task<T> RepeatAsync<T>(
        Func<CancellationToken, Task<T>> call, TimeSpan patience, TimeSpan silence, CancellationToken cancellationToken) =>
        RepeatedCall.RunAsync(
            call,
            LostCall.IsLost,
            patience,
            silence,
            clock,
            lost => new ShardUnreachableException(
                $"No silo answered for shard {shard} within {patience}; ask again, or see whether the silos run.", shard, lost),
            cancellationToken);
}
