using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Abstractions.Tests.Jobs;

public sealed class JobRecordTests
{
    [Fact]
    public void Record_OfUsualJob_AnswersItsFields()
    {
        var job = Record("""
            {"retry":5,"queue":"other","tags":["a","b"],"class":"HardJob","args":[1,{"b":2}],"jid":"c62d","bid":"b1",
             "created_at":1795444479.3257806,"enqueued_at":1795444546107,"failed_at":1795444547,"retried_at":"1795444548.5",
             "retry_count":3,"error_class":"Timeout::Error","error_message":"expired","error_backtrace":["a","b"]}
            """);

        Assert.False(job.IsMalformed);
        Assert.Equal("HardJob", job.Class);
        Assert.Equal("[1,{\"b\":2}]", job.Args!.Value.GetRawText());
        Assert.Equal("c62d", job.Jid);
        Assert.Equal("b1", job.Bid);
        Assert.Equal("default", job.Queue);
        Assert.Equal(5, job.Retry!.Value.GetInt32());
        Assert.Equal(["a", "b"], job.Tags);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 14, 34, 39, 325, 781, TimeSpan.Zero), job.CreatedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795444546107), job.EnqueuedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795444547), job.FailedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795444548500), job.RetriedAt);
        Assert.Equal(3, job.RetryCount);
        Assert.Equal("Timeout::Error", job.ErrorClass);
        Assert.Equal("expired", job.ErrorMessage);
        Assert.Equal(["a", "b"], job.ErrorBacktrace);
        Assert.Equal("HardJob", job.DisplayClass);
        Assert.Equal("[1,{\"b\":2}]", job.DisplayArgs.GetRawText());
    }

    [Fact]
    public void Record_OfEmptyObject_KnowsNothing()
    {
        var job = Record("{}", JobSource.Dead);

        Assert.False(job.IsMalformed);
        Assert.Null(job.Class);
        Assert.Null(job.Args);
        Assert.Null(job.Jid);
        Assert.Null(job.Queue);
        Assert.Null(job.Retry);
        Assert.Empty(job.Tags);
        Assert.Null(job.CreatedAt);
        Assert.Null(job.RetryCount);
        Assert.Null(job.ErrorBacktrace);
        Assert.Null(job.DisplayClass);
        Assert.Equal("[]", job.DisplayArgs.GetRawText());
        Assert.Null(job.CurrentAttributes);
        Assert.Null(job.GetLatency(TimeProvider.System));
    }

    [Fact]
    public void Record_OfTextThatIsNoJson_ShowsTheTextAsItsArgument()
    {
        var job = Record("not \"json\" ü");

        Assert.True(job.IsMalformed);
        Assert.Null(job.Class);
        Assert.Null(job.Args);
        Assert.Null(job["class"]);
        Assert.Equal("default", job.Queue);
        Assert.Equal(["not \"json\" ü"], job.DisplayArgs.EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal("not \"json\" ü", job.RawText);
    }

    [Fact]
    public void Record_OfBytesThatAreNotUtf8_ReplacesThemAndKeepsRaw()
    {
        byte[] raw = [.. "{\"class\":\"Bin"u8, 0xff, .. "ary\",\"args\":[\"\\ud800\","u8, (byte)'"', 0xc3, .. "\"],\"tags\":[\""u8, 0xfe, .. "\"]}"u8];

        var job = new JobRecord("s", JobSource.Dead, raw);

        Assert.Equal("Bin\uFFFDary", job.Class);
        Assert.Equal("Bin\uFFFDary", job.DisplayClass);
        Assert.Equal(["\uFFFD", "\uFFFD"], job.DisplayArgs.EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal(["\uFFFD"], job.Tags);
        Assert.Null(job.RawText);
        Assert.Equal(raw, job.Raw.ToArray());
    }

    [Theory]
    [InlineData("""{"jid":5}""", "5")]
    [InlineData("""{"jid":1.50}""", "1.50")]
    [InlineData("""{"jid":true}""", null)]
    [InlineData("""{"jid":["a"]}""", null)]
    [InlineData("""{"jid":null}""", null)]
    public void Jid_OfOtherTypes_IsTheNumberAsWrittenOrNull(string json, string? jid) => Assert.Equal(jid, Record(json).Jid);

    [Theory]
    [InlineData("""{"retry_count":-1}""", -1L)]
    [InlineData("""{"retry_count":9223372036854775807}""", long.MaxValue)]
    [InlineData("""{"retry_count":9223372036854775808}""", null)]
    [InlineData("""{"retry_count":1.5}""", null)]
    [InlineData("""{"retry_count":"1"}""", null)]
    public void RetryCount_IsAnIntegerOf64BitsOrNull(string json, long? count) => Assert.Equal(count, Record(json).RetryCount);

    [Theory]
    [InlineData("""["a",1,null,{"b":1.0}]""", new[] { "a", "1", "null", "{\"b\":1.0}" })]
    [InlineData("null", new string[0])]
    [InlineData("\"a\"", new string[0])]
    public void Tags_OfAnyJson_AreTexts(string tags, string[] expected) => Assert.Equal(expected, Record($$"""{"tags":{{tags}}}""").Tags);

    [Fact]
    public void Args_WithNumbersOfAnySize_KeepTheirSpelling()
    {
        const string Numbers = "[123456789012345678901234567890,1.0e+300,-0.0,1e2,1E400,0.10]";

        var job = Record($$"""{"class":"A","args":{{Numbers}}}""");

        Assert.Equal(Numbers, job.Args!.Value.GetRawText());
        Assert.Equal(Numbers, job.DisplayArgs.GetRawText());
    }

    [Fact]
    public void Args_NestedTo256Levels_AreElements()
    {
        const int Depth = 255;
        var deep = new string('[', Depth) + "\"\\ud800\"" + new string(']', Depth);

        var job = Record($$"""{"class":"A","args":[{{deep}}]}""");

        Assert.Equal($"[{deep.Replace(@"\ud800", @"\uFFFD", StringComparison.Ordinal)}]", job.DisplayArgs.GetRawText());
        Assert.Equal(job.DisplayArgs.GetRawText(), job.Args!.Value.GetRawText());
    }

    [Theory]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Args_NestedDeeper_AreTextFromThereOn(int depth)
    {
        const int Elements = 256;
        var job = Record($$"""{"class":"A","args":{{new string('[', depth)}}{"a":"\ud800"}{{new string(']', depth)}},"jid":"x"}""");

        var deepest = job.Args!.Value;
        for (var level = 1; level < Elements; level++)
        {
            deepest = deepest[0];
        }

        var rest = depth - Elements;
        Assert.Equal(new string('[', rest) + "{\"a\":\"\\uFFFD\"}" + new string(']', rest), deepest[0].GetString());
        Assert.Equal(job.Args.Value.GetRawText(), job.DisplayArgs.GetRawText());
        Assert.Equal("x", job.Jid);
    }

    [Fact]
    public void Indexer_AnyField_TellsAbsentFromNull()
    {
        var job = Record("""{"x":null,"\u0079":[1]}""");

        Assert.Null(job["absent"]);
        Assert.Equal(JsonValueKind.Null, job["x"]!.Value.ValueKind);
        Assert.Equal("[1]", job["y"]!.Value.GetRawText());
        Assert.True(job.TryGetProperty("y", out var found) && found.Value.GetArrayLength() == 1);
        Assert.False(job.TryGetProperty("absent", out _));
    }

    [Theory]
    [InlineData("1795445870.3855767", "2026-11-23T14:57:50.385577Z")]
    [InlineData("1795445870", "2026-11-23T14:57:50Z")]
    [InlineData("1795445870385", "2026-11-23T14:57:50.385Z")]
    [InlineData("1795445870385.5", "2026-11-23T14:57:50.3855Z")]
    [InlineData("99999999999", "5138-11-16T09:46:39Z")]
    [InlineData("100000000000", "1973-03-03T09:46:40Z")]
    [InlineData("-1", "1969-12-31T23:59:59Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("\"1795445870.5\"", "2026-11-23T14:57:50.5Z")]
    [InlineData("\"1795445870385\"", "2026-11-23T14:57:50.385Z")]
    [InlineData("\"2026-11-23T14:57:50Z\"", "2026-11-23T14:57:50Z")]
    [InlineData("\"2026-11-23T14:57:50.192299442Z\"", "2026-11-23T14:57:50.192299Z")]
    [InlineData("\"2026-11-23T15:57:50+01:00\"", "2026-11-23T14:57:50Z")]
    [InlineData("\"2026-11-23 14:57:50\"", "2026-11-23T14:57:50Z")]
    [InlineData("\"2026-11-23\"", "2026-11-23T00:00:00Z")]
    public void CreatedAt_InEverySpelling_IsThatTime(string json, string time) => Assert.Equal(
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
        Record($$"""{"created_at":{{json}}}""").CreatedAt);

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1795445870]")]
    [InlineData("\"\"")]
    [InlineData("\"soon\"")]
    [InlineData("\"12:30\"")]
    [InlineData("\"5 May\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"2026-02-30\"")]
    [InlineData("1e300")]
    [InlineData("-1e300")]
    [InlineData("1e999")]
    [InlineData("999999999999999999999999")]
    public void CreatedAt_OfWhatIsNoTime_IsUnknown(string json) => Assert.Null(Record($$"""{"created_at":{{json}}}""").CreatedAt);

    [Theory]
    [InlineData("""{"enqueued_at":1795445860,"created_at":1795445800}""", 10)]
    [InlineData("""{"created_at":1795445800}""", 70)]
    [InlineData("""{"enqueued_at":1795445871000}""", -1)]
    public void GetLatency_CountsFromEnqueuedElseCreated(string json, int seconds)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1795445870));

        Assert.Equal(TimeSpan.FromSeconds(seconds), Record(json).GetLatency(clock));
    }

    [Theory]
    [InlineData("""{"user_id":5,"tenant":"acme"}""", """{"user_id":5,"tenant":"acme"}""")]
    [InlineData(
        """[[{"_aj_serialized":"ActiveJob::Serializers::SymbolSerializer","value":"user_id"},5],["t",{"_aj_globalid":"gid://a/B/1"}],[],7,["x"]]""",
        """{"user_id":5,"t":"gid://a/B/1","x":null}""")]
    [InlineData("[]", "{}")]
    public void CurrentAttributes_OfBothForms_AreAMap(string cattr, string expected) =>
        Assert.Equal(expected, Record($$"""{"cattr":{{cattr}}}""").CurrentAttributes!.Value.GetRawText());

    [Fact]
    public void Id_OfEqualBytes_IsEqualWithinASource()
    {
        var raw = AJob.Enqueued().Bytes;

        Assert.Equal(new JobRecord("s", JobSource.Dead, raw).Id, new JobRecord("s", JobSource.Dead, raw.ToArray()).Id);
        Assert.NotEqual(new JobRecord("s", JobSource.Dead, raw).Id, new JobRecord("s", JobSource.Retry, raw).Id);
    }

    private static JobRecord Record(string json, JobSource? source = null) =>
        new("s", source ?? JobSource.Queue("default"), Encoding.UTF8.GetBytes(json));
}
