using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Servers;

/// <summary>Finds out what the server behind a shard can do and lets us do, by asking it the cheapest way.</summary>
internal sealed class CapabilityProbe(IDatabase database, ShardOptions options, ConnectionSettings settings)
{
    private readonly CommandFlags _flags = ShardConnection.ReadFlags(options);

    /// <summary>Asks. About six round trips.</summary>
    /// <param name="hasReplica">Whether a replica is connected.</param>
    /// <exception cref="ShardUnsupportedException">Cluster mode is enabled.</exception>
    public async Task<ShardCapabilities> RunAsync(bool hasReplica)
    {
        var info = await TryAsync("INFO").ConfigureAwait(false) is { } text ? InfoText.Parse(text.ToString()) : null;
        var server = info ?? await FromHelloAsync().ConfigureAwait(false);
        if (server.IsCluster)
        {
            throw RedisErrors.IsCluster(settings.Place);
        }

        var evalReadOnly = await TryAsync("EVAL_RO", "return 1", 0).ConfigureAwait(false) is not null;
        var evaluate = evalReadOnly || await TryAsync("EVAL", "return 1", 0).ConfigureAwait(false) is not null;
        var listPosition =
            await TryAsync("LPOS", settings.Keys.Iteration(string.Empty), "x", "MAXLEN", 1).ConfigureAwait(false) is not null;
        var capabilities = new ShardCapabilities
        {
            Kind = server.Kind,
            Version = server.Version,
            CanInfo = info is not null,
            HasEvalReadOnly = evalReadOnly,
            CanEvaluate = evaluate,
            HasListPosition = listPosition,
            ReadsListsWhole = server.Kind == ServerKind.Garnet,
            Degradations = [],
        };
        return capabilities with { Degradations = [.. Degradations(capabilities, options.PreferReplica && !hasReplica)] };
    }

    private static IEnumerable<string> Degradations(ShardCapabilities capabilities, bool missesReplica)
    {
        if (!capabilities.CanInfo)
        {
            yield return "INFO is not allowed: memory, uptime and clients are unknown. Allow it with +info.";
        }

        if (!capabilities.CanEvaluate)
        {
            yield return "Scripts are not allowed: answers that take several reads may be off by what moved in between. "
                + "Allow them with +eval_ro (before Redis 7.0: +eval).";
        }

        if (!capabilities.HasListPosition)
        {
            yield return "LPOS is not allowed: places in a queue are found by reading it. Allow it with +lpos.";
        }

        if (capabilities.ReadsListsWhole)
        {
            yield return "Garnet finds a place in a list by walking to it: each queue is read in one piece, which takes "
                + "memory here and time there.";
        }

        if (missesReplica)
        {
            yield return "No replica is connected: reads go to the master.";
        }
    }

    /// <summary>What the handshake told: the program's name, version and mode, for everybody whatever the ACL.</summary>
    private async Task<InfoText> FromHelloAsync()
    {
        if (await TryAsync("HELLO").ConfigureAwait(false) is not { Length: > 0 } hello)
        {
            return InfoText.Empty;
        }

        var fields = hello.ToDictionary();
        var name = Field("server");
        return InfoText.Parse($"{name}_version:{Field("version")}\nredis_mode:{Field("mode")}");

        string Field(string field) => fields.TryGetValue(field, out var value) ? value.ToString() : string.Empty;
    }

    /// <returns>The answer; null when the server does not know the command or forbids it.</returns>
    private async Task<RedisResult?> TryAsync(string command, params object[] arguments)
    {
        try
        {
            return await database.ExecuteAsync(command, arguments, _flags).ConfigureAwait(false);
        }
        catch (RedisServerException e) when (
            RedisErrors.FromReply(e.Message, settings.Place) is ShardAccessDeniedException or ShardUnsupportedException)
        {
            return null;
        }
    }
}
