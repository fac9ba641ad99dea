namespace SidekiqCluster.Grains.Tests.Keys;

public sealed class GrainKeyTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("a/b")]
    [InlineData("queue/x")]
    [InlineData(" ")]
    public void QueueKey_AnyName_ParsesWhatItPrints(string queue)
    {
        var key = new QueueKey("eu-1", queue);

        Assert.Equal($"eu-1/queue/{queue}", key.ToString());
        Assert.Equal(key, QueueKey.Parse(key.ToString()));
        Assert.Equal("eu-1", ShardKey.ShardOf(key.ToString()));
    }

    [Theory]
    [InlineData("eu-1/schedule", JobSourceKind.Scheduled)]
    [InlineData("eu-1/retry", JobSourceKind.Retry)]
    [InlineData("eu-1/dead", JobSourceKind.Dead)]
    public void JobSetKey_EachSet_ParsesWhatItPrints(string text, JobSourceKind kind)
    {
        Assert.Equal(text, new JobSetKey("eu-1", kind).ToString());
        Assert.Equal(new JobSetKey("eu-1", kind), JobSetKey.Parse(text));
        Assert.Equal(kind, JobSetKey.Parse(text).Source.Kind);
    }

    [Fact]
    public void ProcessKey_Identity_ParsesWhatItPrints()
    {
        var key = new ProcessKey("eu-1", "worker-3:4711:0a1b2c3d4e5f");

        Assert.Equal("eu-1/process/worker-3:4711:0a1b2c3d4e5f", key.ToString());
        Assert.Equal(key, ProcessKey.Parse(key.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("eu-1")]
    [InlineData("/queue/x")]
    [InlineData("eu-1/queue/")]
    [InlineData("eu-1/process/")]
    [InlineData("eu-1/retries")]
    public void Parse_TextOfNoQueueSetOrProcess_IsRefusedWithItsForm(string text)
    {
        Assert.Contains("SHARD/queue/NAME", Assert.Throws<FormatException>(() => QueueKey.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Contains("SHARD/retry", Assert.Throws<FormatException>(() => JobSetKey.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Contains("SHARD/process/", Assert.Throws<FormatException>(() => ProcessKey.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void ShardKey_NoName_IsRefused(string text) => Assert.Throws<FormatException>(() => ShardKey.Parse(text));
}
