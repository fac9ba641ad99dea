using Microsoft.Extensions.Options;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Hosting;

/// <summary>When the server ends: how long requests may still run, so that the silo has the time to leave its cluster after them.</summary>
internal sealed class RequestDrain : IDisposable
{
    /// <summary>What the silo takes to leave, at most.</summary>
    public static readonly TimeSpan Leaving = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _over = new();
    private readonly TimeSpan _time;
    private int _begun;

    public RequestDrain(IHostApplicationLifetime lifetime, IOptions<ServerOptions> options)
    {
        _time = options.Value.Drain;
        lifetime.ApplicationStopping.Register(Begin);
    }

    /// <summary>When the time is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Begins the time, once.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _over.CancelAfter(_time);
        }
    }

    /// <summary>Runs a request; when the time is over its connection is closed. Verbs that run for callers see to that themselves.</summary>
    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path == VerbHubContract.Path)
        {
            await next(http);
            return;
        }

        await using var cut = _over.Token.Register(static http => ((HttpContext)http!).Abort(), http);
        await next(http);
    }

    public void Dispose() => _over.Dispose();
}
