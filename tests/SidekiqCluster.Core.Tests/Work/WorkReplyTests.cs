using System.Text;
using System.Text.Json;
using CsCheck;
using SidekiqCluster.Processes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Core.Tests.InFlight;

public sealed class WorkReplyTests
{
    [Fact]
    public void Read_PayloadAsText_IsThePayloadAsFetched()
    {
        var work = Read("""{"queue":"low","payload":"{\"jid\":\"b1\", \"args\":[\"\\u00e9\\n\",1e400]}","run_at":1795445860}""");

        Assert.Equal("""{"jid":"b1", "args":["\u00e9\n",1e400]}""", work.Job.RawText);
        Assert.Equal("b1", work.Job.Jid);
        Assert.Equal("low", work.Queue);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795445860), work.RunAt);
        Assert.Equal(("eu-1", JobSource.Work), (work.Job.Shard, work.Job.Source));
        Assert.Equal(("w:1:a", "t1"), (work.ProcessIdentity, work.ThreadId));
    }

    [Fact]
    public void Read_PayloadAsObject_IsItsBytesAsWritten() =>
        Assert.Equal("""{ "jid" : "b1","n":1.50}""", Read("""{"payload":{ "jid" : "b1","n":1.50} ,"run_at":1}""").Job.RawText);

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"queue":"low","payload":"{}",""")]
    [InlineData("""{"queue":"low"} {}""")]
    public void Read_EntryThatIsNoObject_IsAMalformedJobOfItsBytes(string entry)
    {
        var work = Read(entry);

        Assert.True(work.Job.IsMalformed);
        Assert.Equal(entry, work.Job.RawText);
        Assert.Equal((null, null), (work.Queue, work.RunAt));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"payload":null}""", "null")]
    [InlineData("""{"payload":7}""", "7")]
    [InlineData("""{"payload":"no JSON"}""", "no JSON")]
    [InlineData("""{"payload":""}""", "")]
    public void Read_PayloadThatIsNoJob_IsMalformed(string entry, string raw)
    {
        var work = Read(entry);

        Assert.True(work.Job.IsMalformed);
        Assert.Equal(raw, work.Job.RawText);
    }

    [Theory]
    [InlineData("1795445860", 1795445860.0)]
    [InlineData("1795445860.5", 1795445860.5)]
    [InlineData("1795445860500", 1795445860.5)]
    [InlineData("\"1795445860\"", 1795445860.0)]
    [InlineData("\"soon\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("1e300", null)]
    public void Read_RunAt_IsATimeWhereItCanBeRead(string written, double? seconds) =>
        Assert.Equal(
            seconds,
            (Read($$"""{"run_at":{{written}},"payload":"{}"}""").RunAt - DateTimeOffset.UnixEpoch)?.TotalSeconds);

    [Fact]
    public void Read_QueueOfAnotherType_IsUnknown() => Assert.Null(Read("""{"queue":7,"payload":"{}"}""").Queue);

    [Fact]
    public void Read_RepeatedMembers_LastCounts() =>
        Assert.Equal("b", Read("""{"queue":"a","payload":"{}","queue":"b"}""").Queue);

    [Fact]
    public void Read_BytesThatAreNotUtf8_StayInThePayload()
    {
        byte[] entry = [.. """{"payload":"{\"class\":\"a"""u8, 0xFF, .. """\"}"}"""u8];

        Assert.Equal([.. "{\"class\":\"a"u8, 0xFF, .. "\"}"u8], WorkReply.Read("eu-1", "w:1:a", "t1", entry).Job.Raw.ToArray());
    }

    [Fact]
    public void Read_DeepPayload_IsReadAsAnyOther()
    {
        var args = new string('[', 10_000) + new string(']', 10_000);
        var work = Read($$"""{"payload":{"jid":"b1","args":{{args}}},"run_at":1}""");

        Assert.Equal("b1", work.Job.Jid);
    }

    [Fact]
    public void Read_AnyTextAsPayload_IsItsBytes() => Gen.String.Sample(
        text =>
        {
            var entry = JsonSerializer.SerializeToUtf8Bytes(new { payload = text, queue = text, run_at = 1 });
            var work = WorkReply.Read("eu-1", "w:1:a", "t1", entry);
            Assert.Equal(Encoding.UTF8.GetBytes(text), work.Job.Raw.ToArray());
            Assert.Equal(Encoding.UTF8.GetString(work.Job.Raw.Span), work.Queue);
        },
        iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Read_EntryThatIsNoJsonAfterItsPayload_IsAllOfItsBytes()
    {
        const string Entry = """{"payload":"{\"jid\":\"b1\"}"} x""";

        Assert.Equal(Entry, Read(Entry).Job.RawText);
    }

    [Fact]
    public void Read_Hash_IsByThread() => Assert.Equal(
        ["B", "a", "b"], WorkReply.Read("eu-1", "w:1:a", [new("b", "{}"), new("a", "{}"), new("B", "{}")]).Select(work => work.ThreadId));

    [Fact]
    public void Merge_ThreadInBothHashes_IsThatOfTheNewerKind()
    {
        var newer = WorkReply.Read("eu-1", "w:1:a", [new("b", """{"queue":"new"}"""), new("c", "{}")]);
        var older = WorkReply.Read("eu-1", "w:1:a", [new("b", """{"queue":"old"}"""), new("a", "{}")]);

        Assert.Equal([("a", null), ("b", "new"), ("c", null)], WorkReply.Merge(newer, older).Select(work => (work.ThreadId, work.Queue)));
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() => Gen.Byte.Array.Sample(
        entry => WorkReply.Read("eu-1", "w:1:a", "t1", [.. entry]).Job.Raw.Length <= entry.Length, iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Read_MutatedEntry_NeverThrows()
    {
        var entry = Encoding.UTF8.GetBytes(
            $$"""{"queue":"a\ud83d\ude00","payload":"{\"jid\":\"\\u00e9\"}","payload":{{AJob.Enqueued().Json}},"run_at":1795445860}""");
        Gen.Select(Gen.Int[0, entry.Length - 1], Gen.Byte, Gen.Int[0, entry.Length - 1], Gen.Byte).Sample(
            (at, value, at2, value2) =>
            {
                byte[] mutated = [.. entry];
                (mutated[at], mutated[at2]) = (value, value2);
                _ = WorkReply.Read("eu-1", "w:1:a", "t1", mutated).Job.Jid;
            },
            iter: TestSizes.FuzzedPayloads);
    }

    private static Work Read(string entry) => WorkReply.Read("eu-1", "w:1:a", "t1", Encoding.UTF8.GetBytes(entry));
}
