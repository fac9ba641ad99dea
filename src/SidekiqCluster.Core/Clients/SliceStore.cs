using System.Text;
using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Clients;

/// <summary>Where slices are made and stored, each exactly once.</summary>
internal sealed class SliceStore(ShardConnection connection, ShardTimestamps timestamps, PushRandom random)
{
    private readonly PushScript _script = new(connection);

    public ShardConnection Connection => connection;

    public PushRandom Random => random;

    /// <summary>An empty slice of the present.</summary>
    /// <param name="first">The position of its first job in the whole push.</param>
    /// <param name="bytes">How many bytes it will take, as far as can be guessed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SidekiqClusterException">The shard did not tell the versions of its processes.</exception>
    public async ValueTask<PushSlice> NewSliceAsync(long first, int bytes, CancellationToken cancellationToken)
    {
        var areAllSidekiq8 = await timestamps.AreAllSidekiq8Async(cancellationToken).ConfigureAwait(false);
        var now = timestamps.Now;
        var json = Encoding.ASCII.GetBytes(ShardTimestamps.Write(now, areAllSidekiq8));
        return new PushSlice(first, new PushMoment(now, json, areAllSidekiq8), bytes);
    }

    /// <summary>Adds a job that has no problem.</summary>
    /// <returns>Its id.</returns>
    public string Add(PushSlice slice, PushTemplate template, JsonArguments args, DateTimeOffset? due)
    {
        var jid = template.Options.Jid ?? random.NewJid();
        slice.Add(template, args, jid, due);
        return jid;
    }

    /// <summary>Stores a slice. When the reply is lost, its receipt tells what was done.</summary>
    /// <returns>Whether it is stored; else the error, and whether it may be stored all the same.</returns>
    public async Task<Settled<bool>> StoreAsync(PushSlice slice, CancellationToken cancellationToken)
    {
        var settled = await new ReceiptRunner(connection)
            .SettleAsync(receipt => _script.CallAsync(slice, receipt), cancellationToken).ConfigureAwait(false);
        return settled is { Error: null, Value: false } ? settled with { Error = connection.OutcomeUnknown(null) } : settled;
    }
}
