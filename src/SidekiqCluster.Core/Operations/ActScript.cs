using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>The only caller of <c>act.lua</c>: one call acts on some jobs of one source, each exactly once.</summary>
/// <param name="connection">The shard.</param>
/// <param name="text">The script; a test may give a broken one to see that it is found out.</param>
internal sealed class ActScript(ShardConnection connection, string text)
{
    /// <summary>The script's name.</summary>
    public const string Name = "Operations/act";

    // Source and registry go before the destinations, and the receipt, which is not among these keys, before all.
    private const int FirstTarget = 2;
    private const int PositionAfterReceipt = 2;

    /// <summary>The script as it is shipped.</summary>
    public static string Text => ReceiptScript.TextOf(Name);

    /// <summary>
    /// Acts, or learns from the receipt what an earlier call with the same receipt did. One round trip; nothing is
    /// changed for a job that the reply calls failed or gone.
    /// </summary>
    /// <param name="source">The queue or set that holds the jobs.</param>
    /// <param name="steps">The jobs and what to do with each.</param>
    /// <param name="receipt">Unique to this call; a repeat of the same call uses it again.</param>
    /// <exception cref="ShardUnreachableException">The reply was lost: repeat the call.</exception>
    public async Task<ActOutcome[]> CallAsync(JobSource source, IReadOnlyList<ActStep> steps, Guid receipt)
    {
        List<RedisKey> keys = [connection.Keys.Of(source), connection.Keys.Queues];
        List<RedisValue> arguments =
        [
            source.Kind == JobSourceKind.Queue ? "list" : "zset",
            $"sidekiq-cluster:tombstone:{receipt:N}",
        ];
        foreach (var step in steps)
        {
            arguments.AddRange(
                VerbOf(step.Verb), step.Bytes, IndexOf(step, keys), NewBytesOf(step), TextOf(step), step.Target.QueueName ?? string.Empty);
        }

        var reply = await new ReceiptRunner(connection).CallAsync(text, receipt, [.. keys], [.. arguments]).ConfigureAwait(false);
        return ActReply.Parse(reply, steps.Count, reason => connection.Refused(reason, keys[0]).Message);
    }

    private RedisValue IndexOf(ActStep step, List<RedisKey> keys)
    {
        if (step.Verb is not (ActVerb.ToQueue or ActVerb.ToSet))
        {
            return RedisValue.EmptyString;
        }

        var key = connection.Keys.Of(step.Target);
        var index = keys.IndexOf(key, FirstTarget);
        if (index < 0)
        {
            index = keys.Count;
            keys.Add(key);
        }

        return index + PositionAfterReceipt;
    }

    private static RedisValue VerbOf(ActVerb verb) => verb switch
    {
        ActVerb.Delete => "delete",
        ActVerb.Drop => "drop",
        ActVerb.ToQueue => "queue",
        ActVerb.ToSet => "set",
        _ => "score",
    };

    private static RedisValue NewBytesOf(ActStep step) =>
        step.NewBytes.Equals(step.Bytes) ? RedisValue.EmptyString : step.NewBytes;

    private static RedisValue TextOf(ActStep step) =>
        step.Verb is ActVerb.ToSet or ActVerb.Rescore
            ? ScoreText.Of(step.Score)
            : RedisValue.EmptyString;
}
