using SidekiqCluster.Clients;
using SidekiqCluster.Receipts;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Redis.Tests.Clients;

public sealed class PushScriptFaultTests
{
    /// <summary>The script with one of its safeguards taken out: what is taken out, the text, what stands there instead.</summary>
    public static TheoryData<string, string, string> Mutants => new()
    {
        { "a receipt is not looked at", "if known then return known end", "" },
        { "an earlier queue is not taken back", "takeBack(index - 1)", "" },
        { "too little is taken back", "takeBack(index - 1)", "takeBack(index - 2)" },
        { "nothing is taken back when a name is refused", "if why then takeBack(#queues) end", "" },
        { "what was there before is taken back", "queues[index].count, -1)", "queues[index].count + 1, -1)" },
        { "the queues are not registered", "failure(redis.pcall('SADD', registry, unpack(names)))", "nil" },
        { "a refused name is not seen", "failure(redis.pcall('SADD', registry, unpack(names)))", "redis.pcall('SADD', registry, unpack(names)) and nil" },
        { "a refused queue is not seen", "queue.first + queue.count - 1)))\n    if why", "queue.first + queue.count - 1)))\n    if false" },
    };

    [Fact]
    public async Task Push_WhateverIsRefused_IsStoredWholeOrNotAtAll()
    {
        Require.RealRedis();
        await using var laboratory = await PushLaboratory.OpenAsync();
        Assert.Empty(await laboratory.FindViolationsAsync(ReceiptScript.TextOf(PushScript.Name)));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Push_SafeguardTakenOut_IsFoundOut(string mutant, string safeguard, string instead)
    {
        Require.RealRedis();
        Assert.Contains(safeguard, ReceiptScript.TextOf(PushScript.Name), StringComparison.Ordinal);
        await using var laboratory = await PushLaboratory.OpenAsync();
        var violations = await laboratory.FindViolationsAsync(ReceiptScript.TextOf(PushScript.Name).Replace(safeguard, instead, StringComparison.Ordinal));
        Assert.True(violations.Count > 0, $"nobody noticed that {mutant}");
    }
}
