using System.Text.Json;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Remote;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Server.Remote;

/// <summary>Every verb travels as its name and its parameters, and none with what it does not have.</summary>
public sealed class VerbCatalogTests
{
    private static readonly JobFilter Filter = JobFilter.Parse("class:\"Billing::*\" -tag:vip (args[0]>5 or error:Timeout*) at>2026-11-20");

    private static readonly JobSources Sources = JobSources.Of(JobSource.Queue("with blank"), JobSource.Retry);

    private static readonly Verb[] Verbs =
    [
        new StatsVerb(), new StatsResetVerb { Counters = ["failed"] }, new HistoryVerb { Days = 3, From = new DateOnly(2026, 11, 22) }, new InfoVerb(),
        new QueueListVerb { IncludeUnregistered = true }, new QueueShowVerb { Name = "größe" }, new QueueClearVerb { Queue = "low", DryRun = true },
        new QueuePauseVerb { Queue = "low", Pauses = false }, new SetClearVerb { Set = "dead" },
        new SetTrimVerb { Set = "dead", MaxJobs = 10, MaxAge = TimeSpan.FromDays(30.5) },
        new JobListVerb { In = Sources, Where = Filter, Order = JobOrder.OldestFirst, Limit = 7, Cursor = "abc" },
        new JobStreamVerb { In = JobSources.All, Where = Filter }, new JobCountVerb { In = Sources, By = JobField.Parse("args[0].id") },
        new JobLookupVerb { Jids = ["a", "b"], ShowDetails = true },
        new JobDeleteVerb { In = Sources, Where = Filter, Limit = 5, Rate = 2.5, Saves = true, SavedWords = "Saved." },
        new JobRetryVerb { In = Sources, Jids = ["x"], Spread = TimeSpan.FromMinutes(30), DryRun = true },
        new JobKillVerb { Ids = [EntryId.Parse("xJ_qdCijpeiwgG5zYv2XrBNHzb5j6lCl")] }, new JobEnqueueVerb { Where = JobFilter.All, In = JobSources.All },
        new JobRescheduleVerb { At = new Moment(null, TimeSpan.FromHours(2)), Spread = TimeSpan.FromTicks(1) }, new JobMoveVerb { To = "low" },
        new JobRestoreVerb { Input = "'x'", Rate = 10, DryRun = true }, new ProcessListVerb(), new ProcessShowVerb { Identity = "a:1:b" },
        new ProcessSignalVerb { Signal = "quiet", Identities = ["a:1:b"], Wait = TimeSpan.FromSeconds(9) }, new ProcessPruneVerb(),
        new WorkListVerb { Where = Filter }, new WorkFindVerb { Jid = "x" }, new MetricsTopVerb { Class = "A*", Window = new MetricsSpan { Hours = 3 } },
        new MetricsJobVerb { Class = "A", Window = new MetricsSpan { Minutes = 3 } }, new DeployListVerb(),
        new DeployMarkVerb { Label = "v7", At = new Moment(new DateTimeOffset(2026, 11, 23, 1, 2, 3, 4, TimeSpan.FromHours(2)), default) },
        new ShardListVerb(),
        new ShardAddVerb { Name = "eu-3", Connection = "redis://h", KeyPrefix = "p", PreferReplica = true, Labels = new Dictionary<string, string> { ["env"] = "prod" } },
        new ShardRemoveVerb { Name = "eu-3" }, new IterationShowVerb { Jid = "x" }, new IterationCancelVerb { Jid = "x" }, new ProfileListVerb(), new ProfileSaveVerb { Key = "k", File = "f" },
        new PushVerb { Job = Job, ToShard = "eu-1" }, new PushBulkVerb { Given = Job, Input = "the input", Count = 7, ToShard = "eu-1" },
        new SchemaCheckVerb { Schemas = [new SchemaText("a", "{}"u8.ToArray())], In = Sources, Where = Filter },
        new SchemaInferVerb { In = Sources, Sample = 0, Limit = 5, ShowsExamples = false, IsForFile = true },
    ];

    private static JobRequest Job => new()
    {
        Class = "Billing::ChargeJob",
        Args = JsonArguments.FromJson("[1e400,\"\\u00e9\",{\"b\":1,\"a\":[]}]"),
        Queue = "größe",
        Retry = JobRetry.Times(3),
        Tags = ["vip"],
        Jid = "abc",
        At = new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.Zero).AddTicks(1234567),
        IsScheduledEvenIfDue = true,
        Backtrace = JobBacktrace.Lines(20),
        Dead = false,
        RetryFor = TimeSpan.FromSeconds(90),
        RetryQueue = "later",
        Others = [KeyValuePair.Create("log_level", "\"debug\"")],
    };

    [Fact]
    public void Verbs_OfTheCatalogue_AreAllHere() => Assert.Equal(VerbCatalog.Names, Verbs.Select(VerbCatalog.NameOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Verb_ThatTravels_ComesWithAllItsParameters()
    {
        foreach (var verb in Verbs)
        {
            var name = VerbCatalog.NameOf(verb);
            var sent = JsonElement.Parse(VerbCatalog.ParametersOf(verb).GetRawText());

            var read = VerbCatalog.Read(name, sent);

            Assert.Equal(verb.GetType(), read.GetType());
            Assert.Equal(sent.GetRawText(), VerbCatalog.ParametersOf(read).GetRawText());
            foreach (var property in verb.GetType().GetProperties().Where(static property => property.CanWrite))
            {
                var (there, here) = (property.GetValue(verb), property.GetValue(read));
                Assert.True(there is System.Collections.IEnumerable ? here is not null : Equals(Simple(there), Simple(here)), $"{name}: {property.Name} is {Simple(there)}, comes as {Simple(here)}");
            }
        }
    }

    [Theory]
    [InlineData("job-fly", "{}", "the server does not know 'job-fly'")]
    [InlineData("queue-clear", """{"queue":"low","force":true}""", "'force'")]
    [InlineData("queue-clear", "{}", "'queue'")]
    [InlineData("queue-clear", "null", "null")]
    [InlineData("job-list", """{"in":["nowhere"]}""", "'nowhere' is no source")]
    [InlineData("job-list", """{"in":["dead"],"where":"at>"}""", "of 'job-list'")]
    [InlineData("job-kill", """{"ids":["no"]}""", "of 'job-kill'")]
    public void Read_WhatNoVerbTakes_SaysWhat(string name, string parameters, string words)
    {
        var error = Assert.Throws<VerbException>(() => VerbCatalog.Read(name, JsonElement.Parse(parameters)));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static object? Simple(object? value) => value switch
    {
        JobFilter or JobSources or JobField => value.ToString(),

        // Lists are compared by what they hold.
        JobRequest request => (request with { Tags = null, Others = [], Args = JsonArguments.None }, string.Join(',', request.Tags!), string.Join(',', request.Others), request.Args.ToString()),
        _ => value,
    };
}
