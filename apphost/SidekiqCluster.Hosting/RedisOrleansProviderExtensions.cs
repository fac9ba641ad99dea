using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orleans;

namespace Aspire.Hosting;

/// <summary>Redis as the store of an Orleans cluster, whatever the class of its resource is called.</summary>
public static class RedisOrleansProviderExtensions
{
    /// <summary>The provider that Orleans calls <c>Redis</c>, with this Redis behind it.</summary>
    /// <param name="redis">The cluster's own Redis; never a shard.</param>
    public static IProviderConfiguration AsOrleansRedisProvider(this IResourceBuilder<IResourceWithConnectionString> redis)
    {
        ArgumentNullException.ThrowIfNull(redis);
        return new RedisOrleansProvider(redis);
    }

    private sealed class RedisOrleansProvider(IResourceBuilder<IResourceWithConnectionString> redis) : IProviderConfiguration
    {
        public void ConfigureResource<T>(IResourceBuilder<T> target, string section)
            where T : IResourceWithEnvironment
        {
            var prefix = "Orleans__" + section.Replace(":", "__", StringComparison.Ordinal);
            target.WithEnvironment(prefix + "__ProviderType", "Redis")
                .WithEnvironment(prefix + "__ServiceKey", redis.Resource.Name)
                .WithReference(redis);
        }
    }
}
