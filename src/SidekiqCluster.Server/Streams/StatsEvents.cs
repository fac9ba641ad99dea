using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Server.Streams;

/// <summary>
/// The stats as events: the first at once, then whenever they change, until the client goes or the server stops. The fleet is looked at
/// again when the client has taken the event before, so that one who does not read costs nothing.
/// </summary>
/// <param name="interval">How often it is looked; null for the fleet's own.</param>
internal sealed class StatsEvents(TimeSpan? interval) : IResult
{
    /// <summary>What the events are called.</summary>
    public const string Name = "stats";

    public async Task ExecuteAsync(HttpContext http)
    {
        http.GetCaller().Demand(VerbRole.Viewer);
        var services = http.RequestServices;
        var fleet = ShardChoice.Of(http.Request).ChooseIn(services.GetRequiredService<ISidekiqFleet>());
        var clock = services.GetRequiredService<TimeProvider>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            await WriteAsync(fleet.WatchAsync(interval, end.Token), new EventWriter(http, clock), clock, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    /// <summary>Sends each answer as it comes.</summary>
    internal static async Task WriteAsync(
        IAsyncEnumerable<FleetAnswer<StatsSnapshot>> answers, EventWriter events, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var each = answers.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var next = each.MoveNextAsync().AsTask();
            try
            {
                await events.WaitAsync(next, cancellationToken);
            }
            finally
            {
                // Whoever is asked must have answered before it can be let go.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!await next)
            {
                return;
            }

            await events.WriteAsync(Name, AnswerJson.Of(StatsVerb.ToAnswer(PartsOf(each.Current)), clock), cancellationToken);
        }
    }

    private static ShardAnswers<StatsSnapshot> PartsOf(FleetAnswer<StatsSnapshot> answer) =>
        new([.. answer.Shards.Select(static part => new ShardAnswer<StatsSnapshot>(part.Shard, part.Value!, part.Outcome.Error))]);
}
