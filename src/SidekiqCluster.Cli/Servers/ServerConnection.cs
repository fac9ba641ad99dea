using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Cli.Servers;

/// <summary>A connection to a server, for one verb.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ServerAddress _server;
    private readonly HubConnection _hub;
    private readonly TaskCompletionSource<VerbEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerConnection(ServerAddress server)
    {
        _server = server;
        _hub = new HubConnectionBuilder()
            .WithUrl(server.Hub, HttpTransportType.WebSockets, options =>
            {
                options.SkipNegotiation = true;
                options.AccessTokenProvider = () => Task.FromResult(server.Key);
            })
            .AddJsonProtocol(static json => json.PayloadSerializerOptions = VerbCatalog.Json)
            .Build();
        _hub.Closed += error =>
        {
            _end.TrySetException(Lost(error));
            return Task.CompletedTask;
        };
        Answer<VerbEnd>(VerbHubContract.End, end =>
        {
            _end.TrySetResult(end);
            return Task.CompletedTask;
        });
    }

    /// <summary>Connects.</summary>
    /// <exception cref="VerbException">The server does not answer, or not to this caller.</exception>
    public static async Task<ServerConnection> OpenAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        var connection = new ServerConnection(server);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await connection._hub.StartAsync(patience.Token);
            return connection;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await connection.DisposeAsync();
            throw new VerbException(ExitCode.Failed, await FindReasonAsync(server, cancellationToken), e);
        }
    }

    /// <summary>Says what is done when the server says something.</summary>
    public void Answer<T>(string message, Func<T, Task> handle) => _hub.On<T, bool>(message, value => EndOnErrorAsync(async () =>
    {
        await handle(value);
        return true;
    }));

    /// <summary>Says what is answered when the server asks for something.</summary>
    public void Answer<TResult>(string message, Func<Task<TResult>> find) => _hub.On(message, () => EndOnErrorAsync(find));

    /// <summary>Runs a verb to its end.</summary>
    /// <exception cref="VerbException">The connection is lost; or what a handler threw.</exception>
    public async Task<VerbEnd> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        await using var cancelling = cancellationToken.Register(() => _ = CancelAsync());
        await _hub.SendAsync(VerbHubContract.Run, call, CancellationToken.None);
        return await _end.Task;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    /// <summary>Asks the server to stop; if it cannot be told, the connection is lost, and that is told of.</summary>
    private async Task CancelAsync()
    {
        try
        {
            await _hub.SendAsync(VerbHubContract.Cancel, CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            _end.TrySetException(Lost(e));
        }
    }

    /// <summary>What fails here ends the run with its own error.</summary>
    private async Task<T> EndOnErrorAsync<T>(Func<Task<T>> handle)
    {
        try
        {
            return await handle();
        }
        catch (Exception e)
        {
            _end.TrySetException(e);
            throw;
        }
    }

    private VerbException Lost(Exception? error) => new(
        ExitCode.Failed,
        $"the server at {_server} went away in the middle; what it did until then stays done. Ask it again, or see its log.",
        error);

    /// <summary>Asks plainly, as the words of a refused connection tell little.</summary>
    private static async Task<string> FindReasonAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = server.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        try
        {
            using var response = await http.GetAsync(server.Hub, cancellationToken);
            return response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).TryGetProperty("detail", out var detail)
                    ? $"the server at {server}: {detail} The key comes from {ServerAddress.KeyVariable}."
                    : $"what answers at {server} is no SidekiqCluster server, or one of another version; see whether --server is right.";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return $"no server answers at {server}; see whether it runs there. ({e.Message})";
        }
    }
}
