using System.Diagnostics;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Telemetry;

/// <summary>
/// Runs verbs so that each is counted by how it ended, also when it threw, and traced: what it is, how it ended, how many shards were asked
/// and how many had no answer. Never with what it was given, which may be arguments of jobs.
/// </summary>
internal sealed class VerbTelemetry(FleetMeters meters)
{
    /// <summary>The name of the source of the spans.</summary>
    public const string SourceName = "SidekiqCluster";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Runs a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="resultOf">How it ended.</param>
    /// <param name="shardsOf">How the shards fared; null where its answer does not tell.</param>
    public async Task<T> RunAsync<T>(Verb verb, Func<Task<T>> run, Func<T, ExitCode> resultOf, Func<T, IReadOnlyList<ShardOutcome>>? shardsOf = null)
    {
        using var span = Source.StartActivity(NameOf(verb));
        var result = ExitCode.Failed;
        try
        {
            var answer = await run();
            result = resultOf(answer);
            if (shardsOf?.Invoke(answer) is { } shards)
            {
                span?.SetTag("sidekiq.shards", shards.Count);
                span?.SetTag("sidekiq.shards.missing", shards.Count(static shard => !shard.IsOk));
            }

            return answer;
        }
        catch (Exception e)
        {
            result = e switch
            {
                VerbException refusal => refusal.ExitCode,
                OperationCanceledException => ExitCode.Cancelled,
                _ => ExitCode.Failed,
            };
            span?.SetTag("error.type", e.GetType().Name);
            throw;
        }
        finally
        {
            meters.Count(verb, result);
            span?.SetTag("sidekiq.result", result.ToString());
            span?.SetStatus(result is ExitCode.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        }
    }

    /// <summary>As the command line calls it: <c>job retry</c>.</summary>
    private static string NameOf(Verb verb) => VerbCatalog.NameOf(verb).Replace('-', ' ');
}
