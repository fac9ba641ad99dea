using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace SidekiqCluster.Server.Streams;

/// <summary>The body of a response whose client reads nothing until it is let.</summary>
internal sealed class EventBody : MemoryStream
{
    private readonly TaskCompletionSource _isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isWritten = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when something waits for the client to read.</summary>
    public Task IsWritten => _isWritten.Task;

    /// <summary>A request that is answered with it.</summary>
    public DefaultHttpContext NewRequest()
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddOptions().BuildServiceProvider() };
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(this));
        return http;
    }

    /// <summary>From now on the client reads.</summary>
    public void Read() => _isRead.TrySetResult();

    /// <summary>The events that it was sent.</summary>
    public IReadOnlyList<SseItem<string>> ToEvents() => [.. SseParser.Create(new MemoryStream(ToArray())).Enumerate()];

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isWritten.TrySetResult();
        await _isRead.Task.WaitAsync(cancellationToken);
        await base.WriteAsync(buffer, cancellationToken);
    }
}
