using System.Globalization;
using System.Text;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>
/// Every key of a shard that we read or write, built here and nowhere else. The prefix goes before each key and never into a
/// value: the members of <c>queues</c>, <c>processes</c> and <c>paused</c> are names without it.
/// </summary>
/// <param name="prefix">What stands before each key, colon included (<c>myapp:</c>); empty for none.</param>
internal sealed class RedisKeys(string prefix)
{
    private const string SuperFetchMark = "sq|";
    private const string SuperFetchMarkPro3 = "sq_";

    /// <summary>What stands before each key, colon included; empty for none.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>Set of queue names. All versions.</summary>
    public RedisKey Queues => Key("queues");

    /// <summary>Sorted set of payloads by due time. All versions.</summary>
    public RedisKey Schedule => Key("schedule");

    /// <summary>Sorted set of payloads by the time of the next attempt. All versions.</summary>
    public RedisKey Retry => Key("retry");

    /// <summary>Sorted set of payloads, or of any bytes, by the time of death. All versions.</summary>
    public RedisKey Dead => Key("dead");

    /// <summary>Set of process identities. Sidekiq 3.0 and newer.</summary>
    public RedisKey Processes => Key("processes");

    /// <summary>String, held for a minute by who prunes <see cref="Processes"/>. Sidekiq 6.5.2 and newer.</summary>
    public RedisKey ProcessCleanup => Key("process_cleanup");

    /// <summary>String, the identity of the leading process. Enterprise writes it; others read it since 5.0.1.</summary>
    public RedisKey Leader => Key("dear-leader");

    /// <summary>Set of names of paused queues. Pro writes it; others read it since 8.1.1.</summary>
    public RedisKey Paused => Key("paused");

    /// <summary>Sorted set of profile keys by expiry. Sidekiq 8.0 and newer.</summary>
    public RedisKey Profiles => Key("profiles");

    /// <summary>List of payloads, newest first. All versions; absent when the queue is empty.</summary>
    public RedisKey Queue(string name) => Key("queue:" + name);

    /// <summary>The key of a queue or set of jobs.</summary>
    /// <exception cref="ArgumentException">The source is the work in flight, which has no key of its own.</exception>
    public RedisKey Of(JobSource source) => source.Kind switch
    {
        JobSourceKind.Queue => Queue(source.QueueName!),
        JobSourceKind.Scheduled => Schedule,
        JobSourceKind.Retry => Retry,
        JobSourceKind.Dead => Dead,
        _ => throw new ArgumentException("Jobs in flight are in no list or set.", nameof(source)),
    };

    /// <summary>String, what one call of ours has done; lives ten minutes. Outside of Sidekiq's names.</summary>
    public RedisKey Receipt(Guid call) => Key($"sidekiq-cluster:receipt:{call:N}");

    /// <summary>List, a queue without the jobs that are deleted from it, while it is copied; lives a minute. Outside of Sidekiq's names.</summary>
    public RedisKey Copy(Guid name) => Key($"sidekiq-cluster:copy:{name:N}");

    /// <summary>The same list for a name as Redis holds it, which need not be UTF-8.</summary>
    public RedisKey QueueOf(RedisValue name) => Key("queue:").Append((byte[]?)name);

    /// <summary>List of the jobs that a super_fetch process runs from one queue. Pro 4 and newer.</summary>
    public RedisKey PrivateQueue(string identity, string queue) => Queue($"{SuperFetchMark}{identity}|{queue}");

    /// <summary>The same list as Pro 3.4 names it.</summary>
    public RedisKey PrivateQueuePro3(string identity, string queue) => Queue($"{SuperFetchMarkPro3}{identity}_{queue}");

    /// <summary>Hash of a process: <c>info</c>, <c>busy</c>, <c>beat</c> and others. Sidekiq 3.0 and newer.</summary>
    public RedisKey Process(string identity) => Key(identity);

    /// <summary>Hash from thread id to the job it runs. Sidekiq 6.4.2 and newer.</summary>
    public RedisKey Work(string identity) => Key(identity + ":work");

    /// <summary>Hash from thread id to the job it runs. Sidekiq up to 6.4.1.</summary>
    public RedisKey Workers(string identity) => Key(identity + ":workers");

    /// <summary>List of signal names that wait for a process. Sidekiq 3.1 and newer.</summary>
    public RedisKey Signals(string identity) => Key(identity + "-signals");

    /// <summary>String, jobs finished: of all time, or of one UTC day. All versions.</summary>
    public RedisKey StatProcessed(DateOnly? day = null) => Key("stat:processed" + OfDay(day));

    /// <summary>String, jobs that raised: of all time, or of one UTC day. All versions.</summary>
    public RedisKey StatFailed(DateOnly? day = null) => Key("stat:failed" + OfDay(day));

    /// <summary>Hash of counters of one minute, <c>j|250214|8:03</c>. Sidekiq 8.0 and newer.</summary>
    public RedisKey MetricsMinute(DateTimeOffset time) =>
        Key(Invariant($"j|{Utc(time):yyMMdd}|{Utc(time):%H}:{Utc(time):mm}"));

    /// <summary>Hash of counters of ten minutes, <c>j|250214|8:0</c>. Sidekiq 8.0 and newer.</summary>
    public RedisKey MetricsTenMinutes(DateTimeOffset time) =>
        Key(Invariant($"j|{Utc(time):yyMMdd}|{Utc(time):%H}:{Utc(time).Minute / 10}"));

    /// <summary>Hash of counters of one minute, <c>j|20250214|8:3</c>. Sidekiq 6.5.2 to 7.3.</summary>
    public RedisKey MetricsMinuteV7(DateTimeOffset time) =>
        Key(Invariant($"j|{Utc(time):yyyyMMdd}|{Utc(time):%H}:{Utc(time):%m}"));

    /// <summary>String, 26 big-endian 16-bit counters of one minute, <c>h|App::Foo-14-8:3</c>. Sidekiq 8.0 and newer.</summary>
    public RedisKey Histogram(string jobClass, DateTimeOffset time) =>
        Key(Invariant($"h|{jobClass}-{Utc(time):%d}-{Utc(time):%H}:{Utc(time):%m}"));

    /// <summary>The same counters under <c>App::Foo-14-08:3</c>. Sidekiq 6.5.2 to 7.3.</summary>
    public RedisKey HistogramV7(string jobClass, DateTimeOffset time) =>
        Key(Invariant($"{jobClass}-{Utc(time):dd}-{Utc(time):HH}:{Utc(time):%m}"));

    /// <summary>Hash from a minute (ISO 8601) to the deploy's label, of one UTC day. Sidekiq 6.5.2 and newer.</summary>
    public RedisKey Marks(DateOnly day) => Key(Invariant($"{day:yyyyMMdd}-marks"));

    /// <summary>String, held for a minute by who marks a deploy of this label. Sidekiq 7.0 and newer.</summary>
    public RedisKey DeployLock(string label) => Key("deploylock-" + label);

    /// <summary>Hash of an iterable job's state. Sidekiq 7.3.0 and newer.</summary>
    public RedisKey Iteration(string jid) => Key("it-" + jid);

    /// <summary>Hash of one profile, by its <c>token-jid</c> in <see cref="Profiles"/>. Sidekiq 8.0 and newer.</summary>
    public RedisKey Profile(string tokenAndJid) => Key(tokenAndJid);

    /// <summary>A <c>MATCH</c> pattern for the list of every queue, registered or not.</summary>
    public RedisValue QueuePattern => EscapeGlob(Prefix) + "queue:*";

    /// <summary>The queue name inside a key that matched <see cref="QueuePattern"/>, as Redis holds it.</summary>
    public byte[] QueueNameOf(RedisKey key) => ((byte[])key!)[(Encoding.UTF8.GetByteCount(Prefix) + "queue:".Length)..];

    private static string OfDay(DateOnly? day) => day is { } date ? Invariant($":{date:yyyy-MM-dd}") : string.Empty;

    private static DateTime Utc(DateTimeOffset time) => time.UtcDateTime;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string EscapeGlob(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            (c is '*' or '?' or '[' or ']' or '\\' ? escaped.Append('\\') : escaped).Append(c);
        }

        return escaped.ToString();
    }

    private RedisKey Key(string name) => Prefix + name;
}
