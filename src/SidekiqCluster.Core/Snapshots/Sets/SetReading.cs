using System.Runtime.InteropServices;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Reads a large set by pages, while others change it: about what it holds, for a look at one moment to settle.</summary>
internal static class SetReading
{
    /// <summary>The members in the set's order, each once, with the score that was seen last.</summary>
    public static async Task<List<RawEntry>> RunAsync(ISetSource set, int pageSize, CancellationToken cancellationToken)
    {
        var seen = new SeenSet();
        var seed = Random.Shared.NextInt64();
        var members = new List<RawEntry>();
        var next = set.ReadAsync(0, pageSize, cancellationToken);
        for (var from = 0L; ;)
        {
            var page = await next.ConfigureAwait(false);
            from += pageSize;
            next = page.Length < pageSize ? null : set.ReadAsync(from, pageSize, cancellationToken);
            foreach (var member in page)
            {
                var digest = PayloadDigest.Of(member.Raw.Span, seed);
                if (seen.TryAdd(digest, members.Count + 1))
                {
                    members.Add(member);
                }
                else
                {
                    CollectionsMarshal.AsSpan(members)[seen.Find(digest) - 1] = member;
                }
            }

            if (next is null)
            {
                members.Sort(static (x, y) => x.CompareTo(y));
                return members;
            }
        }
    }
}
