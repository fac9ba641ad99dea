namespace SidekiqCluster.Payloads;

/// <summary>The top-level fields of a payload that Sidekiq itself gives a meaning.</summary>
internal enum PayloadField
{
    Class,
    Wrapped,
    DisplayClass,
    Args,
    Jid,
    Queue,
    Retry,
    RetryCount,
    CreatedAt,
    EnqueuedAt,
    FailedAt,
    RetriedAt,
    ErrorClass,
    ErrorMessage,
    ErrorBacktrace,
    Tags,
    Bid,
    Encrypt,
}
