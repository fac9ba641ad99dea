using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Redis.Tests.Operations;

public sealed class ActScriptFaultTests
{
    /// <summary>The script with one of its safeguards taken out: what is taken out, the text, what stands there instead.</summary>
    public static TheoryData<string, string, string> Mutants => new()
    {
        { "a receipt is not looked at", "if known then return known end", "" },
        { "a job need not be there", "if not place then return 'g' end", "" },
        { "what failed is not put back", "from.restore(bytes, place)\n    return", "return" },
        { "a job of a list stays there", "from.finish(bytes, place)", "" },
        { "a copy near the head is taken", "isNearHead and 1 or -1, bytes", "1, bytes" },
        {
            "added first, then removed",
            " or from.take(bytes, place)\n  if why then return 'f', why end\n\n  why = add(key, new, detail)\n",
            "\n  if why then return 'f', why end\n\n  why = add(key, new, detail) or from.take(bytes, place)\n"
        },
        { "a refused removal is not seen", "failure(redis.pcall('ZREM', source, bytes)) end", "(redis.pcall('ZREM', source, bytes) and nil) end" },
        { "what is marked stays marked", "if #jobs.marked > 0 then takeOutMarked(jobs) end", "" },
        { "the wrong copy of equal jobs", "'RANK', -1", "'RANK', 1" },
    };

    [Fact]
    public async Task Act_WhateverIsRefused_JobIsWhereItWasOrWhereItGoes()
    {
        Require.RealRedis();
        await using var laboratory = await ActLaboratory.OpenAsync();
        Assert.Empty(await laboratory.FindViolationsAsync(ActScript.Text));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Act_SafeguardTakenOut_IsFoundOut(string mutant, string safeguard, string instead)
    {
        Require.RealRedis();
        Assert.Contains(safeguard, ActScript.Text, StringComparison.Ordinal);
        await using var laboratory = await ActLaboratory.OpenAsync();
        var violations = await laboratory.FindViolationsAsync(ActScript.Text.Replace(safeguard, instead, StringComparison.Ordinal));
        Assert.True(violations.Count > 0, $"nobody noticed that {mutant}");
    }
}
