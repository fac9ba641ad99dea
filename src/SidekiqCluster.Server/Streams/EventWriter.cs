using System.Buffers;
using System.Text;

namespace SidekiqCluster.Server.Streams;

/// <summary>
/// Writes server-sent events to a response, one after the other: each waits until the client has taken those before. It begins with
/// the first one, so that what goes wrong before is answered with a status of its own.
/// </summary>
internal sealed class EventWriter(HttpContext http, TimeProvider clock)
{
    /// <summary>What they are sent as.</summary>
    public const string MediaType = "text/event-stream";

    /// <summary>How long nothing is said at most.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Whether something was sent.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Sends an event.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="json">What it says, on one line.</param>
    /// <param name="cancellationToken">Ends the wait for the client.</param>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        Begin();
        var body = http.Response.BodyWriter;
        Encoding.UTF8.GetBytes($"event: {name}\ndata: ", body);
        body.Write(json.Span);
        body.Write("\n\n"u8);
        await body.FlushAsync(cancellationToken);
    }

    /// <summary>Waits for something, and tells the client now and then that the server is still there.</summary>
    public async Task WaitAsync(Task something, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await something.WaitAsync(Heartbeat, clock, cancellationToken);
                return;
            }
            catch (TimeoutException) when (!something.IsCompleted)
            {
                Begin();
                http.Response.BodyWriter.Write(": still here\n\n"u8);
                await http.Response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
    }

    private void Begin()
    {
        if (HasBegun)
        {
            return;
        }

        HasBegun = true;
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept";

        // For proxies that would hold it back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }
}
