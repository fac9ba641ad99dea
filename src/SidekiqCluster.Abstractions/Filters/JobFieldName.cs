namespace SidekiqCluster;

/// <summary>The fields that a filter compares. A filter's text writes each in lower case.</summary>
public enum JobFieldName
{
    /// <summary>The class a person wants to see, unwrapped: <see cref="JobRecord.DisplayClass"/>. A text.</summary>
    Class,

    /// <summary>The queue that holds the job, else the one it names: <see cref="JobRecord.Queue"/>. A text.</summary>
    Queue,

    /// <summary>The job id. A text.</summary>
    Jid,

    /// <summary>Each label by itself: a comparison matches when one label does. Null when there is none. A text.</summary>
    Tag,

    /// <summary>The batch id of Sidekiq Pro. A text.</summary>
    Bid,

    /// <summary>The class of the latest error. A text.</summary>
    Error,

    /// <summary>The message of the latest error. A text.</summary>
    Message,

    /// <summary><c>retry_count</c>: 0 after the first failure, null before it. A number.</summary>
    Retry,

    /// <summary>The score in epoch seconds of an entry of a sorted set, compared as a double. A number.</summary>
    Score,

    /// <summary>The score as a time. A time.</summary>
    At,

    /// <summary>When the job was first pushed. A time.</summary>
    Created,

    /// <summary>When the job last entered a queue. A time.</summary>
    Enqueued,

    /// <summary>When the job failed for the first time. A time.</summary>
    Failed,

    /// <summary>The latest failure after the first. A time.</summary>
    Retried,

    /// <summary>How long ago the job was enqueued, else created. A duration.</summary>
    Age,

    /// <summary>Whether the payload is no JSON object. Never null. True or false.</summary>
    Malformed,

    /// <summary>The name of the shard. A text.</summary>
    Shard,

    /// <summary><c>queue:NAME</c>, <c>scheduled</c>, <c>retry</c>, <c>dead</c> or <c>work</c>. A text.</summary>
    Source,

    /// <summary>The class or object a delayed call of Delayed Extensions goes to; null for other jobs. A text.</summary>
    Target,

    /// <summary>The method a delayed call of Delayed Extensions goes to; null for other jobs. A text.</summary>
    Method,

    /// <summary>The arguments a person wants to see: <see cref="JobRecord.DisplayArgs"/>. A value of any type.</summary>
    Args,

    /// <summary>The whole payload as text, JSON punctuation and escapes included. A text.</summary>
    Raw,
}
