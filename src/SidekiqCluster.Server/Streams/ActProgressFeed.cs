using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Streams;

/// <summary>
/// How far an act has come, for whoever looks: just the last of each shard is kept, however often it moves and however seldom
/// somebody looks.
/// </summary>
internal sealed class ActProgressFeed : IActDisplay
{
    private readonly ConcurrentDictionary<string, (OperationProgress Now, long? Total)> _shards = new();
    private readonly Channel<bool> _moves = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _version;

    public bool TakesUnknownTotals => true;

    public Task<T> ShowAsync<T>(IEnumerable<KeyValuePair<string, long>> totals, ActProgress progress, Func<Task<T>> work)
    {
        foreach (var (shard, total) in totals)
        {
            _shards[shard] = (default, total);
        }

        progress.Moved += (shard, now) =>
        {
            _shards.AddOrUpdate(
                shard,
                static (_, now) => (now, null),
                static (_, known, now) => (now, known.Total is { } total ? Math.Max(total, now.Matched) : null),
                now);
            Interlocked.Increment(ref _version);
            _moves.Writer.TryWrite(true);
        };
        return work();
    }

    /// <summary>A number that is another one whenever it has moved.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Waits until it has moved since this was waited for last.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _moves.Reader.ReadAsync(cancellationToken);

    /// <summary>How far it has come, as JSON: the sum and each shard's part.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var shards = _shards.ToArray();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(
                json,
                shards.Sum(static shard => shard.Value.Now.Done),
                shards.Sum(static shard => shard.Value.Now.NotDone),
                shards.All(static shard => shard.Value.Total is not null) ? shards.Sum(static shard => shard.Value.Total) : null);
            json.WriteStartObject("by_shard");
            foreach (var (shard, (now, total)) in shards.OrderBy(static shard => shard.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(shard);
                Write(json, now.Done, now.NotDone, total);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, long done, long notDone, long? total)
    {
        json.WriteNumber("done", done);
        json.WriteNumber("not_done", notDone);
        json.WritePropertyName("total");
        json.WriteCount(total);
    }
}
