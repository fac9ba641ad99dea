using Microsoft.AspNetCore.SignalR;

namespace SidekiqCluster.Server.Remote;

/// <summary>Who has a verb run, at the other end of a connection.</summary>
/// <param name="client">The connection.</param>
/// <param name="gone">When the caller has gone.</param>
internal sealed class RemoteCaller(ISingleClientProxy client, CancellationToken gone)
{
    /// <summary>Says something, and waits until the caller has dealt with it.</summary>
    /// <exception cref="IOException">The caller cannot, or has gone.</exception>
    public async Task<T> AskAsync<T>(string message, object? value = null)
    {
        try
        {
            return await client.InvokeCoreAsync<T>(message, value is null ? [] : [value], gone);
        }
        catch (HubException e)
        {
            throw new IOException($"Whoever had this run did not take it: {e.Message}", e);
        }
    }
}
