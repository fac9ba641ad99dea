using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using SidekiqCluster.Fleets;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Server.Telemetry;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Remote;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Server.Remote;

/// <summary>Runs verbs for the command line, each on a connection of its own, as if the caller ran them there.</summary>
internal sealed partial class VerbHub(
    ISidekiqFleet fleet, VerbTelemetry telemetry, TimeProvider clock, RunningVerbs running, ILogger<VerbHub> log) : Hub
{
    /// <summary>How long one shard is waited for, as long as by those who connect to it themselves.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Runs a verb, and tells how it ended as the last message.</summary>
    [HubMethodName(VerbHubContract.Run)]
    public Task RunAsync(VerbCall call)
    {
        var stop = (CancellationTokenSource)Context.Items[VerbHubContract.Cancel]!;
        return running.RunAsync(() => RunAsync(call, stop.Token), stop);
    }

    /// <summary>Ends the verb of this connection; what it has to say of that still comes.</summary>
    [HubMethodName(VerbHubContract.Cancel)]
    public Task CancelAsync() => ((CancellationTokenSource)Context.Items[VerbHubContract.Cancel]!).CancelAsync();

    public override Task OnConnectedAsync()
    {
        Context.Items[VerbHubContract.Cancel] = CancellationTokenSource.CreateLinkedTokenSource(Context.ConnectionAborted);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        ((CancellationTokenSource)Context.Items[VerbHubContract.Cancel]!).Dispose();
        return Task.CompletedTask;
    }

    private async Task RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        var caller = new RemoteCaller(Clients.Caller, Context.ConnectionAborted);
        var console = new RemoteConsole(caller);
        try
        {
            var end = await RunAsync(call, caller, console, cancellationToken);
            await console.FlushAsync();
            await caller.AskAsync<bool>(VerbHubContract.End, end);
        }
        catch (Exception) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // Nobody is left to be told how it ended.
        }
    }

    private async Task<VerbEnd> RunAsync(VerbCall call, RemoteCaller caller, RemoteConsole console, CancellationToken cancellationToken)
    {
        try
        {
            CheckFilter(call.Parameters);
            var verb = VerbCatalog.Read(call.Verb, call.Parameters);
            var selection = call.Shards is { } text ? ShardSelection.Parse(text) : ShardSelection.All;
            await using var shards = new ShardRoster(new FleetAccess(fleet.With(staleness: TimeSpan.Zero, timeout: Timeout)), selection);
            using var output = new AnswerWriter(console.ToTarget(call, clock), call.Format);
            var run = Context.GetHttpContext()!.NewRun(shards, output, new RemoteFiles(caller)) with
            {
                Display = call.ShowsProgress ? new RemoteDisplay(caller, clock) : null,
                Confirmation = call.WantsQuestion ? new RemoteConfirmation(caller, call.CannotBeAsked) : null,
                IsAttended = call.IsAttended,
            };
            var exit = await telemetry.RunAsync(verb, () => verb.RunAsync(run, cancellationToken), static exit => exit);
            return new VerbEnd(exit, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new VerbEnd(ExitCode.Cancelled, null);
        }
        catch (VerbException e)
        {
            return new VerbEnd(e.ExitCode, e.Message);
        }
        catch (Exception e) when (e is FormatException or RequestException)
        {
            return new VerbEnd(ExitCode.Usage, e.Message);
        }
        catch (Exception e) when (e is SidekiqClusterException or IOException)
        {
            return new VerbEnd(ExitCode.Failed, e.Message);
        }
        catch (Exception e) when (!Context.ConnectionAborted.IsCancellationRequested)
        {
            LogUnforeseen(call.Verb, e);
            return new VerbEnd(ExitCode.Failed, $"the server met an unexpected {e.GetType().Name}, which its log tells more of; please report it.");
        }
    }

    /// <summary>The limits of filters are those of requests.</summary>
    /// <exception cref="RequestException">A filter is over them.</exception>
    private static void CheckFilter(JsonElement parameters)
    {
        if (parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("where", out var where) && where.ValueKind == JsonValueKind.String)
        {
            Parameter.Filter(where.GetString());
        }
    }

    [LoggerMessage(LogLevel.Error, "The verb {Verb} met an error that nobody foresaw.")]
    private partial void LogUnforeseen(string verb, Exception error);
}
