using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary><c>redis-server</c> as a process, for machines without a container engine.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program.</param>
/// <param name="workingDirectory">Where it runs.</param>
public sealed class RedisServerProcessResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    private EndpointReference? _endpoint;

    /// <summary>Where it takes connections.</summary>
    public EndpointReference PrimaryEndpoint => _endpoint ??= new EndpointReference(this, PrimaryEndpointName);

    /// <summary>A StackExchange.Redis connection string.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)},abortConnect=false");

    /// <summary>What is injected beside the connection string, for programs that know no StackExchange.Redis.</summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Host)}"));
        yield return new("Port", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Port)}"));
        yield return new("Uri", ReferenceExpression.Create($"redis://{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}"));
    }
}
