using System.Text.Json;
using StackExchange.Redis;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>What one writes first: pages of a list by StackExchange.Redis, each job a <see cref="JsonDocument"/>.</summary>
internal static class NaiveReader
{
    /// <summary>As the table shows it.</summary>
    public const string Name = "StackExchange.Redis, naive";

    private const int PageSize = 1000;

    /// <summary>The ids of the jobs that match, newest first.</summary>
    public static async Task<List<string>> JidsAsync(
        IDatabase redis, string queue, Func<JsonElement, bool> matches, int limit = int.MaxValue)
    {
        var jids = new List<string>();
        for (var from = 0; ; from += PageSize)
        {
            var page = await redis.ListRangeAsync($"queue:{queue}", from, from + PageSize - 1);
            foreach (var payload in page)
            {
                using var job = JsonDocument.Parse((ReadOnlyMemory<byte>)payload);
                if (matches(job.RootElement))
                {
                    jids.Add(job.RootElement.GetProperty("jid").GetString()!);
                    if (jids.Count == limit)
                    {
                        return jids;
                    }
                }
            }

            if (page.Length < PageSize)
            {
                return jids;
            }
        }
    }
}
