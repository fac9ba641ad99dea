using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SidekiqCluster.Payloads;

namespace SidekiqCluster;

/// <summary>
/// One job as Redis holds it. <see cref="Raw"/> is its identity; everything else is read from it when first asked for,
/// and tolerates any content: a field that is missing or of another type is null. Immutable and safe to share.
/// </summary>
/// <remarks>
/// No member throws for what a payload contains. Text that is not UTF-8, or an escape of half a surrogate pair, reads
/// as U+FFFD; numbers keep their spelling in <see cref="JsonElement.GetRawText"/>; of a repeated key the last one counts;
/// what is nested deeper than 256 levels stands as a string of its JSON. Members that answer with elements or lists read
/// their part of the payload anew each time.
/// </remarks>
public class JobRecord
{
    private Payload? _payload;

    /// <summary>Wraps bytes without reading them.</summary>
    /// <param name="shard">The name of the shard that holds the job.</param>
    /// <param name="source">Where in the shard it is.</param>
    /// <param name="raw">The payload; the caller must not change the bytes afterwards.</param>
    public JobRecord(string shard, JobSource source, ReadOnlyMemory<byte> raw)
    {
        ArgumentNullException.ThrowIfNull(shard);
        Shard = shard;
        Source = source;
        Raw = raw;
    }

    /// <summary>The name of the shard that holds the job.</summary>
    public string Shard { get; }

    /// <summary>Where in the shard the job was when it was read.</summary>
    public JobSource Source { get; }

    /// <summary>The payload's bytes exactly as Redis holds them.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The payload as text; null when its bytes are not UTF-8. Decoded each time.</summary>
    public string? RawText => Utf8.IsValid(Raw.Span) ? Encoding.UTF8.GetString(Raw.Span) : null;

    /// <summary>The job's opaque address. Costs one SHA-256 of <see cref="Raw"/> each time.</summary>
    public EntryId Id => EntryId.Of(Shard, Source, Raw.Span);

    /// <summary>Whether the payload is no JSON object. Such a job can be listed, shown and deleted, never retried.</summary>
    public bool IsMalformed => Payload.IsMalformed;

    /// <summary>The Ruby class that runs the job, as stored: an adapter's for Active Job and Delayed Extensions.</summary>
    public string? Class => Payload.Text(PayloadField.Class);

    /// <summary>The positional arguments as stored; null when absent or no array.</summary>
    public JsonElement? Args => Payload.Array(PayloadField.Args);

    /// <summary>The job id. A number in its place is given as it is written.</summary>
    public string? Jid => Payload.TextOrNumber(PayloadField.Jid);

    /// <summary>The queue that holds the job; elsewhere the queue that the payload names, where it came from or goes to.</summary>
    public string? Queue => Source.QueueName ?? Payload.Text(PayloadField.Queue);

    /// <summary>The retry option as stored: true, false or a number; null when absent.</summary>
    public JsonElement? Retry => Payload.Element(PayloadField.Retry);

    /// <summary>The labels; empty when there are none.</summary>
    public IReadOnlyList<string> Tags => Payload.Texts(PayloadField.Tags);

    /// <summary>The batch the job belongs to (Sidekiq Pro).</summary>
    public string? Bid => Payload.TextOrNumber(PayloadField.Bid);

    /// <summary>When the job was first pushed.</summary>
    public DateTimeOffset? CreatedAt => Payload.Time(PayloadField.CreatedAt);

    /// <summary>When the job last entered a queue; null when it never did.</summary>
    public DateTimeOffset? EnqueuedAt => Payload.Time(PayloadField.EnqueuedAt);

    /// <summary>When the job failed for the first time; null when it never did.</summary>
    public DateTimeOffset? FailedAt => Payload.Time(PayloadField.FailedAt);

    /// <summary>The latest failure after the first; null before the second failure.</summary>
    public DateTimeOffset? RetriedAt => Payload.Time(PayloadField.RetriedAt);

    /// <summary>0 after the first failure, one more after each further one; null when the job never failed. Ruby can make it −1.</summary>
    public long? RetryCount => Payload.Integer(PayloadField.RetryCount);

    /// <summary>The Ruby class of the latest error.</summary>
    public string? ErrorClass => Payload.Text(PayloadField.ErrorClass);

    /// <summary>The message of the latest error; Sidekiq cuts it at 10 000 characters.</summary>
    public string? ErrorMessage => Payload.Text(PayloadField.ErrorMessage);

    /// <summary>The lines of the latest error's backtrace; null when none was kept.</summary>
    public IReadOnlyList<string>? ErrorBacktrace => Payload.Backtrace();

    /// <summary>The class a person wants to see: that of the wrapped job, mailer and action, or target and method.</summary>
    public string? DisplayClass => Payload.DisplayClass();

    /// <summary>The arguments a person wants to see: always an array. That of a malformed job holds its whole text.</summary>
    public JsonElement DisplayArgs => Payload.DisplayArgs();

    /// <summary>
    /// Rails' CurrentAttributes as they were when the job was pushed, as an object; null when there are none. Those of
    /// further classes are in the fields <c>cattr_1</c> and so on.
    /// </summary>
    public JsonElement? CurrentAttributes => Payload.CurrentAttributes();

    private Payload Payload => _payload ??= Payload.Read(Raw);

    /// <summary>Any field of the payload; null when it is absent, an element of kind null when it is <c>null</c>.</summary>
    public JsonElement? this[string name] => TryGetProperty(name, out var value) ? value : null;

    /// <summary>Reads any field of the payload; false when it is absent.</summary>
    public bool TryGetProperty(string name, [NotNullWhen(true)] out JsonElement? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        value = Payload.Find(name);
        return value is not null;
    }

    /// <summary>
    /// How long the job has waited since it last entered a queue, else since it was created; null when neither time is
    /// known. Negative when the producer's clock runs ahead.
    /// </summary>
    public TimeSpan? GetLatency(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return clock.GetUtcNow() - (EnqueuedAt ?? CreatedAt);
    }
}
