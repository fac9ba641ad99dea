using SidekiqCluster.Payloads;

namespace SidekiqCluster;

/// <summary>
/// One job as Redis holds it. <see cref="Raw"/> is its identity; everything else is read from it when first asked for,
/// and tolerates any content: a field that is missing or of another type is null. Immutable and safe to share.
/// </summary>
public class JobRecord
{
    private readonly Lazy<PayloadLayout?> _layout;

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
        _layout = new(() => PayloadLayout.TryRead(Raw.Span, out var layout) ? layout : null);
    }

    /// <summary>The name of the shard that holds the job.</summary>
    public string Shard { get; }

    /// <summary>Where in the shard the job was when it was read.</summary>
    public JobSource Source { get; }

    /// <summary>The payload's bytes exactly as Redis holds them.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The job's opaque address. Costs one SHA-256 of <see cref="Raw"/> each time.</summary>
    public EntryId Id => EntryId.Of(Shard, Source, Raw.Span);

    /// <summary>Whether the payload is no JSON object. Such a job can be listed, shown and deleted, never retried.</summary>
    public bool IsMalformed => _layout.Value is null;
}
