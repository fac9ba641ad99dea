namespace SidekiqCluster.TestKit.Shards;

/// <summary>
/// How a test of the data API comes by its shard: here it asks Redis itself. A project that runs the same tests over another
/// implementation links all but this file, and brings its own.
/// </summary>
/// <remarks>
/// The options are the whole of what a test asks for: the server and database, which may be behind a proxy or guarded by an
/// ACL; the prefix; the unit of times; the clock, which often stands still, and of which waiting and time limits go by.
/// The name is a wish, as tests that run side by side have the same: they ask the shard for its name. What a test writes to
/// Redis itself, the shard must see at once.
/// </remarks>
internal static partial class ShardDriver
{
    /// <summary>A shard of these options.</summary>
    public static async Task<DrivenShard> ConnectAsync(ShardOptions options)
    {
        var shard = await SidekiqShard.ConnectAsync(options, TestContext.Current.CancellationToken);
        return new DrivenShard(shard, shard);
    }
}
