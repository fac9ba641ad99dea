using System.Text;
using CsCheck;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Operations;

public sealed class SavedJobTests
{
    private static readonly Gen<JobSource> Source = Gen.OneOf(
        Gen.Const(JobSource.Retry),
        Gen.Const(JobSource.Scheduled),
        Gen.Const(JobSource.Dead),
        Gen.String[1, 5].Where(name => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) == name).Select(JobSource.Queue));

    private static readonly Gen<byte[]> Raw = Gen.OneOf(Gen.Byte.Array[0, 20], Gen.String.Select(Encoding.UTF8.GetBytes));

    private static readonly Gen<JobRecord> Job =
        from source in Source
        from raw in Raw
        from score in Gen.Double.Where(score => !double.IsNaN(score))
        select source.Kind == JobSourceKind.Queue
            ? new JobRecord("größe", source, raw)
            : new SortedEntry("größe", source, raw, score);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Read_WhatWasSaved_IsEveryJobExactly() => Job.Array[0, 5].SampleAsync(
        async jobs =>
        {
            using var file = new MemoryStream();
            await new SavedJobWriter(file).SaveAsync(jobs.Select(SavedJob.Of));
            Assert.Equal(jobs.Select(Text), (await ReadAsync(file.ToArray())).Select(Text));
        },
        iter: TestSizes.PropertyCases);

    [Fact]
    public async Task Read_CutOffAtEveryByte_TellsTheLineOrHasWholeOnes()
    {
        using var file = new MemoryStream();
        var writer = new SavedJobWriter(file);
        await writer.SaveAsync([SavedJob.Of(Entry("a")), SavedJob.Of(Entry("b"))]);
        await writer.SaveAsync([SavedJob.Of(Entry("c"))]);
        var whole = file.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            var lines = whole.AsSpan(0, length).Count((byte)'\n');
            if (length == 0 || whole[length - 1] == '\n')
            {
                Assert.Equal(lines, (await ReadAsync(whole[..length])).Count);
            }
            else
            {
                var cut = whole[..length];
                var error = await Assert.ThrowsAsync<SavedJobFormatException>(() => ReadAsync(cut));
                Assert.Equal(lines + 1, error.Line);
                Assert.Contains("is cut off", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Read_JobsThatWereKept_AreLeftOut()
    {
        using var file = new MemoryStream();
        var writer = new SavedJobWriter(file);
        var first = await writer.SaveAsync([SavedJob.Of(Entry("a")), SavedJob.Of(Entry("b")), SavedJob.Of(Entry("c"))]);
        await writer.SaveAsync([SavedJob.Of(Entry("d"))]);
        await writer.KeepAsync(first, [0, 2]);
        await writer.KeepAsync(first, []);

        Assert.Equal(["b", "d"], (await ReadAsync(file.ToArray())).Select(job => Encoding.UTF8.GetString(job.Raw.Span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"chunk":"x","shard":"s","source":"retry","raw":"a"}""")]
    [InlineData("""{"chunk":"x","shard":"s","source":"retry","score":"x","raw":"a"}""")]
    [InlineData("""{"chunk":"x","shard":"s","source":"queue:q","score":1,"raw":"a"}""")]
    [InlineData("""{"chunk":"x","shard":"s","source":"work","raw":"a"}""")]
    [InlineData("""{"chunk":"x","shard":"s","source":"nowhere","score":1,"raw":"a"}""")]
    [InlineData("""{"chunk":"x","shard":null,"source":"queue:q","raw":"a"}""")]
    [InlineData("""{"chunk":"x","shard":"s","source":"queue:q"}""")]
    [InlineData("""{"chunk":"x","shard":"s","source":"queue:q","raw":5}""")]
    [InlineData("""{"chunk":"x","shard":"s","source":"queue:q","raw_base64":"*"}""")]
    [InlineData("""{"shard":"s","source":"queue:q","raw":"a"}""")]
    [InlineData("""{"chunk":"unknown","kept":[0]}""")]
    [InlineData("""{"chunk":"known","kept":[1]}""")]
    [InlineData("""{"chunk":"known","kept":["0"]}""")]
    public async Task Read_LineThatIsNone_IsToldByItsNumber(string line)
    {
        const string Good = """{"chunk":"known","shard":"s","source":"queue:q","raw":"a"}""";
        Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(Good + "\n")));

        var error = await Assert.ThrowsAsync<SavedJobFormatException>(() => ReadAsync(Encoding.UTF8.GetBytes($"{Good}\n{line}\n{Good}\n")));
        Assert.Equal(2, error.Line);
    }

    private static async Task<IReadOnlyList<SavedJob>> ReadAsync(byte[] text)
    {
        using var file = new MemoryStream(text);
        return await SavedJobReader.ReadAsync(file, Token);
    }

    private static SortedEntry Entry(string raw) => new("s", JobSource.Retry, Encoding.UTF8.GetBytes(raw), 1);

    private static string Text(JobRecord job) =>
        $"{job.Shard} {job.Source} {(job as SortedEntry)?.Score:R} {Convert.ToHexString(job.Raw.Span)}";

    private static string Text(SavedJob job) => $"{job.Shard} {job.Source} {job.Score:R} {Convert.ToHexString(job.Raw.Span)}";
}
