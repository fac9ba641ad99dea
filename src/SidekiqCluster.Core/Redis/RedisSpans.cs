using System.Diagnostics;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace SidekiqCluster.Redis;

/// <summary>
/// The commands that a question or an act sends to Redis, as spans below that of whoever asks, where somebody listens: their names
/// and times, never what they hold.
/// </summary>
internal static class RedisSpans
{
    /// <summary>The name of the source of the spans.</summary>
    public const string SourceName = "SidekiqCluster.Redis";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly AsyncLocal<ProfilingSession?> Session = new();

    /// <summary>Has a connection tell of its commands.</summary>
    public static void Follow(IConnectionMultiplexer connection) => connection.RegisterProfiler(static () => Session.Value!);

    /// <summary>Does something, and tells of the commands that it sent.</summary>
    public static async Task<T> TraceAsync<T>(Func<Task<T>> work)
    {
        if (Activity.Current is not { IsAllDataRequested: true } parent || !Source.HasListeners() || Session.Value is not null)
        {
            return await work().ConfigureAwait(false);
        }

        var session = Session.Value = new ProfilingSession();
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            foreach (var command in session.FinishProfiling())
            {
                Tell(parent.Context, command);
            }
        }
    }

    private static void Tell(ActivityContext parent, IProfiledCommand command)
    {
        using var span = Source.StartActivity(command.Command, ActivityKind.Client, parent, startTime: command.CommandCreated);
        span?.SetTag("db.system.name", "redis")
            .SetTag("db.operation.name", command.Command)
            .SetTag("db.namespace", command.Db)
            .SetEndTime(command.CommandCreated + command.ElapsedTime);
    }
}
