using System.Globalization;
using System.Text;
using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Clients;

/// <summary>Where slices are made and stored, each exactly once.</summary>
internal sealed class SliceStore(ShardConnection connection, ShardTimestamps timestamps)
{
    private readonly PushScript _script = new(connection);

    public ShardConnection Connection => connection;

    public PushRandom Random { get; } = connection.Random;

    /// <summary>Begins a push.</summary>
    public ActCall Begin() => connection.Acts.Begin();

    /// <summary>The present.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not tell the versions of its processes.</exception>
    public async ValueTask<PushMoment> GetMomentAsync(CancellationToken cancellationToken)
    {
        var areAllSidekiq8 = await timestamps.AreAllSidekiq8Async(cancellationToken).ConfigureAwait(false);
        return MomentOf(timestamps.Now, areAllSidekiq8);
    }

    /// <summary>
    /// The present of a push of many slices. In an act it is that of the first time, for all of them: where one slice ends
    /// and the next begins depends on it.
    /// </summary>
    /// <returns>Null when each slice has its own.</returns>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async ValueTask<PushMoment?> NoteMomentAsync(Guid push, CancellationToken cancellationToken)
    {
        if (!connection.Acts.IsAct)
        {
            return null;
        }

        var present = await GetMomentAsync(cancellationToken).ConfigureAwait(false);
        var note = string.Create(CultureInfo.InvariantCulture, $"{present.Now.UtcTicks} {present.AreAllSidekiq8}");
        var noted = await new ReceiptRunner(connection)
            .NoteAsync(ReceiptId.Of(push, "moment"), note, cancellationToken).ConfigureAwait(false);
        var parts = noted.Split(' ');
        return MomentOf(new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), bool.Parse(parts[1]));
    }

    /// <summary>Adds a job that has no problem.</summary>
    /// <returns>Its id.</returns>
    public string Add(PushSlice slice, PushTemplate template, JsonArguments args, DateTimeOffset? due)
    {
        var jid = template.Options.Jid ?? Random.NewJid();
        slice.Add(template, args, jid, due);
        return jid;
    }

    /// <summary>Stores a slice. When the reply is lost, its receipt tells what was done.</summary>
    /// <param name="slice">A slice without a problem.</param>
    /// <param name="receipt">The name of its receipt.</param>
    /// <param name="cancellationToken">Ends the waiting for a server that does not answer.</param>
    /// <returns>Whether it is stored; else the error, and whether it may be stored all the same.</returns>
    public async Task<Settled<bool>> StoreAsync(PushSlice slice, Guid receipt, CancellationToken cancellationToken)
    {
        var settled = await new ReceiptRunner(connection)
            .SettleAsync(() => _script.CallAsync(slice, receipt), cancellationToken).ConfigureAwait(false);
        slice.TellTo(connection.Sources);
        return settled is { Error: null, Value: false } ? settled with { Error = connection.OutcomeUnknown(null) } : settled;
    }

    private static PushMoment MomentOf(DateTimeOffset now, bool areAllSidekiq8) =>
        new(now, Encoding.ASCII.GetBytes(ShardTimestamps.Write(now, areAllSidekiq8)), areAllSidekiq8);
}
