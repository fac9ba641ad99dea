using System.Text;
using CsCheck;
using SidekiqCluster.Processes;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Core.Tests.Processes;

public sealed class ProcessReplyTests
{
    private const string Identity = "worker.1:4711:0123456789ab";

    [Fact]
    public void Read_WithoutInfo_IsNoProcess() =>
        Assert.Null(ProcessReply.Read("eu-1", Identity, new RedisValue[7], null));

    [Fact]
    public void Read_OfSidekiq5_HasConcurrencyAndQueuesOfInfo()
    {
        var process = Read("""{"hostname":"w","started_at":1795445850.5,"pid":7,"tag":"shop","concurrency":25,"queues":["b","a","b"],"labels":["x"]}""");

        Assert.Equal(25, process.Concurrency);
        Assert.Equal(["b", "a"], process.Queues);
        Assert.Equal(["x"], process.Labels);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795445850500), process.StartedAt);
        Assert.Equal(("w", 7L, "shop"), (process.Hostname, process.Pid, process.Tag));
        Assert.Null(process.Weights);
        Assert.Null(process.Capsules);
        Assert.Null(process.Version);
        Assert.False(process.IsEmbedded);
    }

    [Fact]
    public void Read_OfSidekiq7_MergesTheWeightsOfItsCapsules()
    {
        var process = Read("""{"version":"7.3.9","embedded":true,"concurrency":6,"queues":["a","b"],"weights":[{"a":1,"b":0},{"b":3}]}""");

        Assert.Equal([new("a", 1), new("b", 3)], process.Weights!);
        Assert.Equal(("7.3.9", true, 6L), (process.Version, process.IsEmbedded, process.Concurrency));
    }

    [Fact]
    public void Read_Capsules_GoBeforeQueuesAndWeights()
    {
        var process = Read(
            """{"capsules":{"default":{"concurrency":2,"mode":"strict","weights":{"b":0,"a":0}},"one":{"concurrency":1,"mode":"weighted","weights":{"a":9}}},"queues":["old"],"weights":[{"old":1}]}""");

        Assert.Equal(["b", "a"], process.Queues);
        Assert.Equal([new("b", 0), new("a", 9)], process.Weights!);
        Assert.Equal(
            [("default", 2L, "strict"), ("one", 1L, "weighted")],
            process.Capsules!.Select(capsule => (capsule.Name, capsule.Concurrency, capsule.Mode!)));
        Assert.Equal(3, process.Concurrency);
    }

    [Fact]
    public void Read_ConcurrencyOfTheHash_GoesBeforeThatOfInfo() =>
        Assert.Equal(10, Read("""{"concurrency":25}""", concurrency: "10").Concurrency);

    [Theory]
    [InlineData("worker.1:4711:0123456789ab", "worker.1", 4711L)]
    [InlineData("fe80::1:2:4711:0123456789ab", "fe80::1:2", 4711L)]
    [InlineData(":4711:ab", "", 4711L)]
    [InlineData("host:pid:ab", "host", null)]
    [InlineData("host:ab", null, null)]
    [InlineData("host", null, null)]
    [InlineData("", null, null)]
    [InlineData(":", null, null)]
    public void Read_InfoThatTellsNothing_LeavesTheIdentitysParts(string identity, string? hostname, long? pid)
    {
        var process = ProcessReply.Read("eu-1", identity, ["?", .. new RedisValue[6]], null)!;

        Assert.Equal((identity, hostname, pid), (process.Identity, process.Hostname, process.Pid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"hostname":7,"started_at":"x","pid":{},"tag":null,"labels":"x","queues":{"a":1},"weights":7,"capsules":[],"version":1,"embedded":"true","concurrency":[]}""")]
    public void Read_InfoOfOtherTypes_IsAliveAndEmpty(string info)
    {
        var process = Read(info);

        Assert.Equal(("worker.1", 4711L), (process.Hostname, process.Pid));
        Assert.Equal((null, null, null, false), (process.StartedAt, process.Tag, process.Version, process.IsEmbedded));
        Assert.Empty(process.Labels);
        Assert.Empty(process.Queues);
        Assert.Null(process.Weights);
        Assert.Null(process.Capsules);
        Assert.Equal(0, process.Concurrency);
    }

    [Fact]
    public void Read_ItemsOfOtherTypes_AreLeftOutOrZero()
    {
        var process = Read("""{"labels":["a",1,null,"b"],"capsules":{"x":7,"y":{"concurrency":"4","mode":1,"weights":{"q":"2","r":null}}}}""");

        Assert.Equal(["a", "b"], process.Labels);
        Assert.Equal([("x", 0L), ("y", 4L)], process.Capsules!.Select(capsule => (capsule.Name, capsule.Concurrency)));
        Assert.Equal([new("q", 2), new("r", 0)], process.Weights!);
    }

    [Fact]
    public void Read_TextsThatAreNoText_AreShownWithReplacements()
    {
        byte[] info = [.. """{"tag":"a"""u8, 0xFF, .. """b","labels":["\ud800"],"q\udc00":1,"capsules":{"\ud800":{"weights":{"\udfff":1}}}}"""u8];

        var process = ProcessReply.Read("eu-1", Identity, [info, .. new RedisValue[6]], null)!;

        Assert.Equal("a\uFFFDb", process.Tag);
        Assert.Equal(["\uFFFD"], process.Labels);
        Assert.Equal(["\uFFFD"], process.Queues);
    }

    [Fact]
    public void Read_HashFields_AreNumbersTimesAndFlags()
    {
        var process = ProcessReply.Read(
            "eu-1", Identity, ["{}", "3", "1795445875.1861393", "true", "36896", "37", "5"], Identity)!;

        Assert.Equal((3L, 36896L, 37L, 5L), (process.Busy, process.RssKilobytes, process.RoundTripMicroseconds, process.Concurrency));
        Assert.Equal((true, true), (process.IsQuiet, process.IsLeader));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795445875186).AddMicroseconds(139), process.LastBeat);
    }

    [Fact]
    public void Read_HashFieldsThatAreNoNumbers_AreZeroOrUnknown()
    {
        var process = ProcessReply.Read("eu-1", Identity, ["{}", "x", "nan", "yes", "", "1e999", "-"], "other")!;

        Assert.Equal((0L, 0L, 0L, 0L), (process.Busy, process.RssKilobytes, process.RoundTripMicroseconds, process.Concurrency));
        Assert.Equal((false, false), (process.IsQuiet, process.IsLeader));
        Assert.Null(process.LastBeat);
    }

    [Fact]
    public void Read_DuplicateMembers_LastCounts() =>
        Assert.Equal(["c"], Read("""{"queues":["a"],"queues":["c"]}""").Queues);

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.String, Gen.Byte.Array, Gen.Byte.Array).Sample(
            (identity, info, field) =>
                ProcessReply.Read("eu-1", identity, [info, field, field, field, field, field, field], null) is { } process
                    && process.Identity == identity,
            iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Read_MutatedInfo_NeverThrows()
    {
        var info = Encoding.UTF8.GetBytes(
            """{"hostname":"b\u00e4.2","started_at":1795445729.28,"pid":13860,"tag":"\ud83d\ude00","capsules":{"d":{"concurrency":2,"mode":"strict","weights":{"m":0}}},"queues":["m"],"weights":[{"m":0}],"labels":["x"],"embedded":false}""");
        Gen.Select(Gen.Int[0, info.Length - 1], Gen.Byte, Gen.Int[0, info.Length - 1], Gen.Byte).Sample(
            (at, value, at2, value2) =>
            {
                byte[] mutated = [.. info];
                (mutated[at], mutated[at2]) = (value, value2);
                return ProcessReply.Read("eu-1", Identity, [mutated, .. new RedisValue[6]], null) is not null;
            },
            iter: TestSizes.FuzzedPayloads);
    }

    private static SidekiqProcess Read(string info, RedisValue concurrency = default) =>
        ProcessReply.Read("eu-1", Identity, [info, .. new RedisValue[5], concurrency], null)!;
}
