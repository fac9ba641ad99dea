using SidekiqCluster.Receipts;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

public sealed class BusyQueueTests(RedisFixture redis)
{
    private const int MutantSeeds = 80;

    /// <summary>The scripts with one of their safeguards taken out: the script, the text, what stands there instead.</summary>
    public static TheoryData<string, string, string> Mutants => new()
    {
        { "Operations/swap", "- (#tail - mark + 1) == between", "- (#tail - mark + 1) >= 0" },
        { "Operations/swap", "if cut > 0 then redis.call('LTRIM', copy, 0, -(cut + 1)) end", "" },
        { "Operations/swap", "push('RPUSH', kept)", "" },
        { "Operations/swap", "push('LPUSH', pushed)", "" },
        { "Operations/swap", "pushed[#pushed + 1] = head[at]", "table.insert(pushed, 1, head[at])" },
        { "Operations/swap", "redis.call('PERSIST', copy)", "" },
        { "Operations/swap", "letters[index] = 'd' else", "letters[index] = 'g' else" },
        { "Operations/swap", "letters[index] = 'g'\n", "letters[index] = 'd'\n" },
        { "Operations/swap", "local first, mark = find(head, HEAD), find(tail, TAIL)", "local first, mark = 1, find(tail, TAIL)\nbetween = redis.call('LLEN', queue) - (#tail - (mark or 1) + 1)" },
        { "Operations/copy", "kept[#kept + 1] = entries[at]", "table.insert(kept, 1, entries[at])" },
    };

    [Fact]
    public async Task Delete_OthersAtFullSpeed_EveryJobIsAccountedForOnce()
    {
        Require.RealRedis();
        var (violations, swaps, gone) = await new BusyQueue(redis).RunAsync(TestSizes.BusyQueueSeeds);
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        Assert.True(swaps > TestSizes.BusyQueueSeeds / 3, $"only {swaps} swaps");
        Console.WriteLine($"swaps {swaps} gone {gone}");
        Assert.True(gone > 0, "no worker ever was faster: nothing was proven");
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Delete_SafeguardTakenOut_IsFoundOut(string script, string safeguard, string instead)
    {
        Require.RealRedis();
        Assert.Contains(safeguard, ReceiptScript.TextOf(script), StringComparison.Ordinal);
        var busy = new BusyQueue(redis, (name, text) => name == script ? text.Replace(safeguard, instead, StringComparison.Ordinal) : text);
        var (violations, _, _) = await busy.RunAsync(MutantSeeds);
        Assert.NotEmpty(violations);
    }
}
