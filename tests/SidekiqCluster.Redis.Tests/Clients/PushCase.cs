using SidekiqCluster.Clients;
using SidekiqCluster.Redis.Tests.DataApi;

namespace SidekiqCluster.Redis.Tests.Clients;

/// <summary>A slice to store, of jobs with fixed ids.</summary>
internal sealed record PushCase(string Name, Func<PushSlice> Slice)
{
    private static readonly DateTimeOffset Later = TestShard.Now.AddHours(1);

    public static IReadOnlyList<PushCase> All { get; } =
    [
        new("push to two queues", () => Make(("default", null), ("low", null), ("default", null))),
        new("push for later", () => Make(("default", Later), ("low", Later.AddSeconds(0.5)))),
    ];

    private static PushSlice Make(params (string Queue, DateTimeOffset? Due)[] jobs)
    {
        var slice = new PushSlice(0, new PushMoment(TestShard.Now, "1795445200.0"u8.ToArray(), areAllSidekiq8: false), bytes: 1024);
        foreach (var (queue, due) in jobs)
        {
            var template = PushTemplate.Of("Hard", new PushOptions { Queue = queue });
            slice.Add(template, JsonArguments.None, $"jid{slice.Count}", due);
        }

        return slice;
    }
}
