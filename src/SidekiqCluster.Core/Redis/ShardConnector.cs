using SidekiqCluster.Servers;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>Connects a shard and makes sure that Sidekiq could use what answers, and that we are who we said.</summary>
internal static class ShardConnector
{
    private static readonly Version OldestRedis = new(6, 2);

    /// <exception cref="ArgumentException">An option breaks its rule.</exception>
    /// <exception cref="FormatException">The connection is neither a connection string nor a URL.</exception>
    /// <exception cref="SidekiqClusterException">The shard could not be reached, refused us, or is unsupported.</exception>
    public static async Task<ShardConnection> ConnectAsync(ShardOptions options, CancellationToken cancellationToken)
    {
        var settings = ConnectionSettings.From(options);
        await new Preflight(settings).CheckAsync(cancellationToken).ConfigureAwait(false);
        var multiplexer = await OpenAsync(settings, cancellationToken).ConfigureAwait(false);
        RedisSpans.Follow(multiplexer);
        try
        {
            await VerifyAsync(multiplexer, settings).WaitAsync(cancellationToken).ConfigureAwait(false);
            var capabilities = await new CapabilityProbe(multiplexer.GetDatabase(), options, settings)
                .RunAsync(HasReplica(multiplexer)).WaitAsync(cancellationToken).ConfigureAwait(false);
            RejectOld(capabilities, settings.Place);
            return new ShardConnection(multiplexer, options, settings, capabilities);
        }
        catch (Exception e)
        {
            await multiplexer.DisposeAsync().ConfigureAwait(false);
            if (RedisErrors.IsFromRedis(e))
            {
                throw RedisErrors.Translate(e, settings.Place);
            }

            throw;
        }
    }

    private static async Task<ConnectionMultiplexer> OpenAsync(ConnectionSettings settings, CancellationToken cancellationToken)
    {
        var opening = ConnectionMultiplexer.ConnectAsync(settings.Configuration);
        try
        {
            return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It cannot be stopped; whatever it still opens is closed again.
            _ = opening.ContinueWith(
                static late => late.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
            throw;
        }
        catch (Exception e) when (RedisErrors.IsFromRedis(e))
        {
            throw OfSentinels(settings, e) ?? RedisErrors.Translate(e, settings.Place);
        }
    }

    private static SidekiqClusterException? OfSentinels(ConnectionSettings settings, Exception exception) =>
        settings.MasterName switch
        {
            null => null,
            _ when exception is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => null,
            _ when exception.Message.Contains("not a Sentinel", StringComparison.Ordinal) => RedisErrors.Unsupported(
                settings.Place, "is no sentinel; give the addresses of sentinels, usually port 26379", exception),
            var master => RedisErrors.Unreachable(
                settings.Place, $"cannot be reached: its sentinels know no living master named '{master}'", exception),
        };

    private static async Task VerifyAsync(ConnectionMultiplexer multiplexer, ConnectionSettings settings)
    {
        foreach (var server in multiplexer.GetServers().Where(server => server.IsConnected))
        {
            if (server.ServerType == ServerType.Cluster)
            {
                throw RedisErrors.IsCluster(settings.Place);
            }

            await VerifyUserAsync(server, settings.Configuration).ConfigureAwait(false);
        }

        // The client library goes on in database 0 when SELECT fails.
        if (settings.Database > 0)
        {
            await multiplexer.GetDatabase().ExecuteAsync("SELECT", settings.Database).ConfigureAwait(false);
        }
    }

    // The client library goes on as the default user when that one needs no password and ours was refused.
    private static async Task VerifyUserAsync(IServer server, ConfigurationOptions configuration)
    {
        if (configuration.Password is not { Length: > 0 } password)
        {
            return;
        }

        try
        {
            object[] login = configuration.User is { Length: > 0 } user ? [user, password] : [password];
            await server.ExecuteAsync("AUTH", login).ConfigureAwait(false);
        }
        catch (RedisServerException e) when (RedisErrors.IsNeedlessPassword(e.Message))
        {
            // Connected all the same.
        }
    }

    private static bool HasReplica(ConnectionMultiplexer multiplexer) =>
        Array.Exists(multiplexer.GetServers(), server => server.IsConnected && server.IsReplica);

    private static void RejectOld(ShardCapabilities capabilities, ShardPlace place)
    {
        if (capabilities.Kind == ServerKind.Redis
            && Version.TryParse(capabilities.Version, out var version)
            && version < OldestRedis)
        {
            throw RedisErrors.Unsupported(place, $"runs Redis {version}; Redis {OldestRedis} or newer is needed", null);
        }
    }
}
