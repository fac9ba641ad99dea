using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Processes;

/// <summary>A process's hash as a record. Nothing in it can be relied on: each field may be missing or of another type.</summary>
internal static class ProcessReply
{
    /// <summary>The fields of the hash that a record is read from; those of <see cref="Heartbeats"/> come first.</summary>
    public static readonly RedisValue[] Fields = ["info", "busy", "beat", "quiet", "rss", "rtt_us", "concurrency"];

    /// <summary>Reads the values of <see cref="Fields"/>; null without <c>info</c>, which is how a dead process looks.</summary>
    public static SidekiqProcess? Read(string shard, string identity, RedisValue[] values, string? leader)
    {
        if (values is not [{ IsNull: false } json, var busy, var beat, var quiet, var rss, var roundTrip, var concurrency])
        {
            return null;
        }

        var info = ProcessInfo.Read((byte[])json!);
        var (hostname, pid) = SplitIdentity(identity);
        return new SidekiqProcess
        {
            Shard = shard,
            Identity = identity,
            Hostname = info.Text("hostname"u8) ?? hostname,
            Pid = info.Number("pid"u8) ?? pid,
            StartedAt = info.Time("started_at"u8),
            Tag = info.Text("tag"u8),
            Labels = info.Texts("labels"u8),
            Version = info.Text("version"u8),
            IsEmbedded = info.Flag("embedded"u8),
            IsQuiet = quiet == "true",
            IsLeader = identity == leader,
            Concurrency = LenientNumber.ToInt64(concurrency) ?? info.Concurrency,
            Busy = LenientNumber.ToInt64(busy) ?? 0,
            RssKilobytes = LenientNumber.ToInt64(rss) ?? 0,
            RoundTripMicroseconds = LenientNumber.ToInt64(roundTrip) ?? 0,
            LastBeat = LenientNumber.ToTime(beat),
            Capsules = info.Capsules,
            Queues = info.Queues,
            Weights = info.Weights,
        };
    }

    // hostname:pid:nonce, where the hostname may hold colons of its own (IPv6).
    private static (string? Hostname, long? Pid) SplitIdentity(string identity)
    {
        var nonceAt = identity.LastIndexOf(':');
        var pidAt = nonceAt < 1 ? -1 : identity.LastIndexOf(':', nonceAt - 1);
        return pidAt < 0 ? (null, null) : (identity[..pidAt], LenientNumber.ToInt64(identity[(pidAt + 1)..nonceAt]));
    }
}
