using Microsoft.Extensions.Options;

namespace SidekiqCluster.Server.Hosting;

/// <summary>When the server ends: how long requests may still run, so that the silo has the time to leave its cluster after them.</summary>
internal sealed class RequestDrain : IDisposable
{
    /// <summary>What the silo takes to leave, at most.</summary>
    public static readonly TimeSpan Leaving = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _over = new();

    public RequestDrain(IHostApplicationLifetime lifetime, IOptions<ServerOptions> options) =>
        lifetime.ApplicationStopping.Register(() => _over.CancelAfter(options.Value.Drain));

    /// <summary>Runs a request; when the time is over its connection is closed.</summary>
    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        await using var cut = _over.Token.Register(static http => ((HttpContext)http!).Abort(), http);
        await next(http);
    }

    public void Dispose() => _over.Dispose();
}
