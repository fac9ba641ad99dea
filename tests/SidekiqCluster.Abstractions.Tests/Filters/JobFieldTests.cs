using System.Text;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFieldTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddSeconds(100);

    [Theory]
    [InlineData("class", "A")]
    [InlineData("queue", "low")]
    [InlineData("jid", "17")]
    [InlineData("bid", null)]
    [InlineData("error", "Timeout::Error")]
    [InlineData("message", "too\nlate")]
    [InlineData("retry", "3")]
    [InlineData("score", "50.25")]
    [InlineData("at", "1970-01-01T00:00:50.25Z")]
    [InlineData("created", "1970-01-01T00:00:10.5Z")]
    [InlineData("enqueued", null)]
    [InlineData("age", "1m29.5s")]
    [InlineData("malformed", "false")]
    [InlineData("shard", "s1")]
    [InlineData("source", "retry")]
    [InlineData("target", null)]
    [InlineData("args[0]", "1.50")]
    [InlineData("args[1]", "{\"k\":[1,\"é\"]}")]
    [InlineData("args[1].k[1]", "é")]
    [InlineData("args[2]", "true")]
    [InlineData("args[3]", null)]
    [InlineData("args[4]", null)]
    [InlineData("args[0].k", null)]
    [InlineData("args", "[1.50,{\"k\":[1,\"é\"]},true,null]")]
    public void ReadKeys_Field_IsItsText(string field, string? expected)
    {
        var raw = """
            {"class":"A","queue":"low","jid":17,"error_class":"Timeout::Error","error_message":"too\nlate","retry_count":3,
            "created_at":10.5,"args":[1.50, {"k": [1, "\u00e9"]}, true, null]}
            """;
        var job = new SortedEntry("s1", JobSource.Retry, Encoding.UTF8.GetBytes(raw), 50.25);
        Assert.Equal([expected], JobField.Parse(field).ReadKeys(job, Now));
    }

    [Theory]
    [InlineData("[\"a\",\"b\"]", new[] { "a", "b" })]
    [InlineData("[]", new string?[] { null })]
    [InlineData("\"a\"", new string?[] { null })]
    public void ReadKeys_Tags_AreOneByOne(string tags, string?[] expected)
    {
        var job = new JobRecord("s1", JobSource.Dead, Encoding.UTF8.GetBytes($"{{\"tags\":{tags}}}"));
        Assert.Equal(expected, JobField.Parse("tag").ReadKeys(job, Now));
    }

    [Fact]
    public void ReadKeys_DelayedExtension_TellsTargetAndMethod()
    {
        var raw = """{"class":"Sidekiq::Extensions::DelayedClass","args":["---\n- !ruby/class 'User'\n- :reindex\n- - 1\n"]}""";
        var job = new JobRecord("s1", JobSource.Dead, Encoding.UTF8.GetBytes(raw));
        Assert.Equal(["User"], JobField.Parse("target").ReadKeys(job, Now));
        Assert.Equal(["reindex"], JobField.Parse("method").ReadKeys(job, Now));
        Assert.Equal(["1"], JobField.Parse("args[0]").ReadKeys(job, Now));
    }

    [Fact]
    public void ReadKeys_Malformed_OnlyPlaceAndBytesAreKnown()
    {
        var job = new JobRecord("s1", JobSource.Dead, "{oops"u8.ToArray());
        Assert.Equal(["true"], JobField.Parse("malformed").ReadKeys(job, Now));
        Assert.Equal(["{oops"], JobField.Parse("raw").ReadKeys(job, Now));
        Assert.Equal([null], JobField.Parse("class").ReadKeys(job, Now));
        Assert.Equal([null], JobField.Parse("tag").ReadKeys(job, Now));
        Assert.Equal([null], JobField.Parse("args[0]").ReadKeys(job, Now));
    }
}
