using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using SidekiqCluster.Grains.Rosters;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Grains.Tests.Wire;

/// <summary>What goes out to another process arrives as it was.</summary>
public sealed class TravelTests
{
    private static readonly Serializer Serializer =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly Gen<JobSource> Sources = Gen.OneOf(
        Gen.Const(JobSource.Retry),
        Gen.Const(JobSource.Work),
        Gen.Const(default(JobSource)),
        Gen.String[1, 8].Where(name => !name.Any(char.IsSurrogate)).Select(JobSource.Queue));

    private static readonly Gen<JobRecord> Jobs = Gen.Select(
        Gen.OneOf(Gen.Const("eu-1"), Gen.Const("us-1")), Sources, Gen.Byte.Array[0, 80], Gen.Double.Where(double.IsFinite), Gen.Bool)
        .Select((shard, source, raw, score, isSorted) =>
            isSorted ? new SortedEntry(shard, source, raw, score) : new JobRecord(shard, source, raw));

    [Fact]
    public void JobBatch_AnyJobs_ArriveAsTheyWere() => Jobs.Array[0, 20].Sample(
        jobs => Assert.Equal(jobs.Select(Told), Travel(new JobBatch(jobs)).Jobs.Select(Told)), iter: TestSizes.PropertyCases);

    [Fact]
    public void JobRecord_Any_ArrivesAsItWas() => Jobs.Sample(
        job => Assert.Equal(Told(job), Told(Travel(job))), iter: TestSizes.PropertyCases);

    [Fact]
    public void JobRecord_None_ArrivesAsNone() =>
        Assert.Null(Travel(new GrainAnswer<JobRecord?> { Value = null, CapturedAt = default }).Value);

    [Theory]
    [InlineData("")]
    [InlineData("class:ChargeMerchant args[0]=7 error:Timeout* age>1h")]
    [InlineData("not (queue:a or -tag:vip) args[0].email:*@example.com")]
    public void JobFilter_InAQuery_ArrivesAsItWas(string text)
    {
        var query = new JobQuery { Filter = JobFilter.Parse(text), Sources = JobSources.All.And(JobSources.Of(JobSource.Queue("a b"))) };

        var arrived = Travel(query);

        Assert.Equal(query.Filter, arrived.Filter);
        Assert.Equal(query.Sources.ToString(), arrived.Sources.ToString());
        Assert.Equal(query.Sources.Single, arrived.Sources.Single);
    }

    [Fact]
    public void Push_WithAllOptions_ArrivesAsItWas()
    {
        var request = new JobRequest
        {
            Class = "HardJob",
            Args = JsonArguments.FromJson("""[1,"ü",12345678901234567890,{"a":1.50}]"""),
            Queue = "low",
            Retry = JobRetry.Times(3),
            Backtrace = JobBacktrace.Lines(20),
            Tags = ["a", "b"],
            Delay = TimeSpan.FromMinutes(10),
            Others = [KeyValuePair.Create("custom", "[1]")],
        };

        var arrived = Travel(request);

        Assert.Equal(request.Args.Json.ToArray(), arrived.Args.Json.ToArray());
        Assert.Equal(request.Tags, arrived.Tags);
        Assert.Equal(request.Others, arrived.Others);
        Assert.Equal(
            (request.Class, request.Queue, request.Retry, request.Backtrace, request.Delay),
            (arrived.Class, arrived.Queue, arrived.Retry, arrived.Backtrace, arrived.Delay));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("")]
    public void JsonArguments_WithAProblem_ArriveWithIt(string json) =>
        Assert.Equal(JsonArguments.FromJson(json).Problem, Travel(JsonArguments.FromJson(json)).Problem);

    [Fact]
    public void JsonArguments_OfAValueWithoutAJsonForm_ArriveWithTheProblem() =>
        Assert.StartsWith("Argument 2 is a Guid", Travel(JsonArguments.Of(1, Guid.Empty)).Problem, StringComparison.Ordinal);

    [Fact]
    public void MetricsWindow_EachKind_ArrivesAsItWas() => Assert.All(
        [default, MetricsWindow.LastMinutes(480), MetricsWindow.LastHours(72)], window => Assert.Equal(window, Travel(window)));

    [Fact]
    public void ShardRegistration_WithLabels_ArrivesAsItWas()
    {
        var shard = new ShardRegistration
        {
            Name = "eu-1",
            Connection = "redis://:secret@eu/3",
            KeyPrefix = "shop",
            PreferReplica = true,
            Labels = new Dictionary<string, string> { ["env"] = "prod" },
        };

        var arrived = Travel(Travel(new RosterState().Add(Guid.NewGuid(), shard, new ShardClaim("eu/3", "id"))).ToRoster()).Shards[0];

        Assert.Equal(
            (shard.Name, shard.Connection, shard.KeyPrefix, shard.PreferReplica),
            (arrived.Name, arrived.Connection, arrived.KeyPrefix, arrived.PreferReplica));
        Assert.Equal(shard.Labels, arrived.Labels);
        Assert.Equal("shard eu-1", arrived.ToString());
    }

    [Fact]
    public void OperationResult_OfAFleet_ArrivesWithItsShards()
    {
        var part = OperationResult.Nothing(JobOperation.Kill, isDryRun: false) with { Matched = 3, Done = 2, Gone = 1 };
        var result = part with
        {
            Shards = [new ShardPart<OperationResult> { Outcome = new ShardOutcome { Shard = "eu-1", Error = "away" }, Value = part }],
        };

        var arrived = Assert.Single(Travel(result).Shards);

        Assert.Equal(("eu-1", "away", 2L, 1L), (arrived.Shard, arrived.Outcome.Error, arrived.Value!.Done, arrived.Value.Gone));
    }

    private static T Travel<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;

    private static string Told(JobRecord job) =>
        $"{job.GetType().Name} {job.Shard} {job.Source} {(job as SortedEntry)?.Score:R} {Convert.ToHexString(job.Raw.Span)}";
}
