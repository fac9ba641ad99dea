using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Redis.Tests.Operations;

public sealed class ReceiptScriptFaultTests
{
    /// <summary>The scripts with one of their safeguards taken out: the script, the text, what stands there instead.</summary>
    public static TheoryData<string, string, string> Mutants => new()
    {
        { "Queues/clear", "if isListed then redis.call('SADD', registry, name) end", "" },
        { "Queues/clear", "if known then return known end", "" },
        { "Queues/pause", "if known then return known end", "" },
        { "JobSets/clear", "if known then return known end", "" },
        { "JobSets/add", "if known then return known end", "" },
        { "JobSets/trim", "if known then return known end", "" },
        { "JobSets/trim", "'(' .. lowest", "'+inf'" },
        { "Operations/restore", "if known then return known end", "" },
        { "Operations/restore", "if why and added == 1 then redis.call('SREM', registry, name) end", "" },
        { "Operations/copy", "if known then return known end", "" },
        { "Operations/copy", "why = failure(redis.pcall('EXPIRE', receipt, ttl))", "" },
        { "Operations/copy", "  if why then return leave(refuse(why)) end\nend", "end" },
        { "Operations/swap", "if known then return known end", "" },
        { "Operations/swap", "why = rehearse()\n", "" },
        { "Operations/swap", "{ 'LTRIM', aside, 0, -1 }, { 'PERSIST', aside }, ", "" },
        { "Stats/reset", "redis.pcall('MSET', unpack(pairs))", "redis.pcall('SET', KEYS[2], '0') or redis.pcall('SET', KEYS[3], '0')" },
        { "Processes/signal", "redis.call('LPOP', signals)\n", "" },
        { "Processes/signal", "if known then return known end", "" },
        { "Processes/prune", "redis.call('DEL', mark)", "" },
        { "Processes/prune", "if typeOf(KEYS[at]) ~= 'hash' or redis.call('HEXISTS', KEYS[at], 'info') == 0 then", "do" },
        { "Iterations/cancel", "undo(set)", "" },
        { "Iterations/cancel", "if added == 1 then set[#set + 1] = field[1] end", "set[#set + 1] = field[1]" },
        { "Deploys/mark", "redis.call('DEL', lock)", "" },
        { "Deploys/mark", "if why then redis.call('HDEL', marks, minute) end", "" },
        { "Deploys/mark", "if known then return known end", "" },
    };

    [Fact]
    public void EveryScript_HasACall() => Assert.Equal(
        ReceiptScript.Names.Order(), ReceiptCase.All.Select(call => call.Script).Append(ActScript.Name).Distinct().Order());

    [Fact]
    public async Task Call_WhateverIsRefused_IsDoneWholeOrNotAtAll()
    {
        Require.RealRedis();
        await using var laboratory = await ReceiptLaboratory.OpenAsync();
        var violations = await laboratory.FindViolationsAsync(ReceiptCase.All).ToListAsync(TestContext.Current.CancellationToken);
        Assert.True(violations.Count == 0, string.Join("\n\n", violations));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Call_SafeguardTakenOut_IsFoundOut(string script, string safeguard, string instead)
    {
        Require.RealRedis();
        Assert.Contains(safeguard, ReceiptScript.TextOf(script), StringComparison.Ordinal);
        await using var laboratory = await ReceiptLaboratory.OpenAsync();
        var violations = laboratory.FindViolationsAsync(
            ReceiptCase.All.Where(call => call.Script == script),
            text => text.Replace(safeguard, instead, StringComparison.Ordinal));
        Assert.True(await violations.AnyAsync(TestContext.Current.CancellationToken), "nobody noticed");
    }
}
