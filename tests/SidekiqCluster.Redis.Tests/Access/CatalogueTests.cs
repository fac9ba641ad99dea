using System.Reflection;
using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis.Tests.DataApi.Access;

namespace SidekiqCluster.Redis.Tests.Access;

public sealed class CatalogueTests
{
    [Fact]
    public void Catalogues_EveryAsyncMemberOfAShard_IsAskedOrDone()
    {
        var members = ReachableTypes().SelectMany(AsyncMembers).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            members,
            ReadCatalogue.All.Select(read => read.Member)
                .Concat(WriteCatalogue.All.Select(write => write.Member))
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Catalogue_EveryScript_IsRunByAnAct()
    {
        // Deleting from a long queue runs these; the catalogue's are short.
        string[] others = [CopyScript.Name, SwapScript.Name];
        Assert.Equal(ReceiptScript.Names.Order(), WriteCatalogue.All.Select(write => write.Script).Distinct().Concat(others).Order());
    }

    /// <summary>The shard, and what its members give without awaiting.</summary>
    private static HashSet<Type> ReachableTypes()
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>([typeof(ISidekiqShard)]);
        while (open.TryPop(out var type))
        {
            if (found.Add(type))
            {
                var next = type.GetProperties().Select(property => property.PropertyType)
                    .Concat(type.GetMethods().Select(method => method.ReturnType))
                    .Where(other => other.IsInterface && other.Assembly == typeof(ISidekiqShard).Assembly);
                foreach (var other in next)
                {
                    open.Push(other);
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> AsyncMembers(Type type) => type
        .GetMethods(BindingFlags.Instance | BindingFlags.Public)
        .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
}
