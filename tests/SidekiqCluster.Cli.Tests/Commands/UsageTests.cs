using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>What is wrong is found before anything is sent: the only shard is one that cannot be reached.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "no command is given; use stats, ")]
    [InlineData("nope", "'nope' is no command; use stats, ")]
    [InlineData("queue", "'queue' needs a verb; use list, show, clear, pause, unpause; see 'sidekiq-cluster queue --help'.")]
    [InlineData("queue lst", "'lst' is no command; use list, show, clear, pause, unpause; see 'sidekiq-cluster queue --help'.")]
    [InlineData("queue show", "'queue show' needs NAME; see 'sidekiq-cluster queue show --help'.")]
    [InlineData("stats extra", "'extra' is too much for 'stats'; see 'sidekiq-cluster stats --help'.")]
    [InlineData("stats --fromat json", "'--fromat' is no option here; see 'sidekiq-cluster stats --help'.")]
    [InlineData("--fromat json stats", "'--fromat' is no option here; see ")]
    [InlineData("stats --format xml", "--format is 'xml'; use table, json, jsonl, csv.")]
    [InlineData("stats --format", "--format needs table|json|jsonl|csv; see 'sidekiq-cluster stats --help'.")]
    [InlineData("stats --format json --format csv", "--format is given more than once; see ")]
    [InlineData("stats --watch --format json", "--watch draws tables; leave out --format, or ask once.")]
    [InlineData("job show b1 --watch", "--watch is for lists; run 'job show' without it.")]
    [InlineData("history --days 0", "--days is '0'; use 1 to 1825.")]
    [InlineData("history --days 1826", "--days is '1826'; use 1 to 1825.")]
    [InlineData("history --days many", "--days is 'many'; use 1 to 1825.")]
    [InlineData("history --from 23.11.2026", "--from is '23.11.2026'; use a day such as 2026-11-23.")]
    [InlineData("history --from 0001-01-02", "--from 0001-01-02 is less than 30 days after the year 1; use a later day.")]
    [InlineData("job list", "'job list' needs --in SOURCE; see 'sidekiq-cluster job list --help'.")]
    [InlineData("job list --in", "--in needs SOURCE; see ")]
    [InlineData("job list --in queue", "--in: 'queue' is no source; use queue:NAME, queues, scheduled, retry, dead or all.")]
    [InlineData("job list --in queue:", "--in: 'queue:' is no source; use queue:NAME, queues, scheduled, retry, dead or all.")]
    [InlineData("job list --in work", "--in: 'work' is no source of waiting jobs; see 'work list'.")]
    [InlineData("job list --in dead --limit -1", "--limit is '-1'; use 0 for all, or a positive number.")]
    [InlineData("job list --in dead --limit 1e3", "--limit is '1e3'; use 0 for all, or a positive number.")]
    [InlineData("job list --in dead --order random", "--order is 'random'; use newest, oldest.")]
    [InlineData("job list --in dead --limit 0 --watch", "--watch draws one page; give --limit 1 or more.")]
    [InlineData("job list --in dead --limit 0 --cursor c", "--cursor is for pages; leave it out to list all, or give --limit 1 or more.")]
    [InlineData("job list --in dead --where nonsense:x", "--where is no filter: column 1: found ")]
    [InlineData("job list --in dead --where class:", "--where is no filter: column 7: found ")]
    [InlineData("job list --in dead --where (class:x", "--where is no filter: column ")]
    [InlineData("work list --where age>soon", "--where is no filter: column 5: found ")]
    [InlineData("job count --in dead --by args[", "--by is no field: column 6: found ")]
    [InlineData("job count --in dead --by colour", "--by is no field: column 1: found ")]
    [InlineData("schema check --in all", "'schema check' needs --schema FILE, or \"schemas\" in the configuration file; see ")]
    [InlineData("schema infer", "'schema infer' needs --in SOURCE; see ")]
    [InlineData("schema infer --in all --watch", "--watch is for lists; run 'schema infer' without it.")]
    [InlineData("schema infer --in all --format csv", "a schema file is JSON; leave out --format.")]
    [InlineData("schema infer --in all --sample -1", "--sample is '-1'; use 0 for all, or a positive number.")]
    [InlineData("job find", "'job find' needs JID; see ")]
    [InlineData("job delete", "'job delete' needs to know which jobs; give one of --where FILTER, --jid JID, --id ID and --all.")]
    [InlineData("job delete --in dead --all --where class:x", "'job delete' needs to know which jobs; give one of --where FILTER, ")]
    [InlineData("job delete --all --yes", "'job delete' needs --in SOURCE with --where and --all; see 'sidekiq-cluster job delete --help'.")]
    [InlineData("job delete --in dead --jid a --limit 1", "--limit is for --where and --all; name fewer jobs instead.")]
    [InlineData("job delete --jid a --dry-rum --yes", "'--dry-rum' is no option here; see 'sidekiq-cluster job delete --help'.")]
    [InlineData("job delete --in dead --dry-rum --all --yes", "--in: '--dry-rum' is no source; ")]
    [InlineData("queue clear low --dry-rum --yes", "'--dry-rum' is no option here; see ")]
    [InlineData("job retry --in dead --all --spread 9999999d", "--spread ends after the year 9999; use a shorter one.")]
    [InlineData("job delete --in dead --all --limit 0", "--limit is '0'; use a positive number.")]
    [InlineData("job delete --in work --all", "--in: 'work' is no source of waiting jobs; see 'work list'.")]
    [InlineData("job delete --in dead --where class:", "--where is no filter: column 7: found ")]
    [InlineData("job delete --id nonsense", "--id is 'nonsense'; copy one from the id column of 'job list --format json'.")]
    [InlineData("job delete --id AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA --yes", "--id AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA is of another shard than default; give ")]
    [InlineData("job delete --in dead --all --rate 200", "--rate is '200'; use a number of jobs a second such as 200/s.")]
    [InlineData("job delete --in dead --all --rate 0/s", "--rate is '0/s'; use a number of jobs a second such as 200/s.")]
    [InlineData("job delete --in dead --all --rate -5/s", "--rate is '-5/s'; use a number of jobs a second such as 200/s.")]
    [InlineData("job delete --in dead --all --watch", "--watch is for lists; run 'job delete' without it.")]
    [InlineData("job delete --in dead --all --to low", "'--to' is no option here; see ")]
    [InlineData("job retry --in queue:low --all", "'job retry' is for jobs of sets; use --in scheduled, retry or dead.")]
    [InlineData("job enqueue --in all --all", "'job enqueue' is for jobs of sets; use --in scheduled, retry or dead.")]
    [InlineData("job reschedule --in retry --all", "'job reschedule' needs --at TIME; see ")]
    [InlineData("job reschedule --in retry --all --at soon", "--at is 'soon'; use a time such as 2026-11-23T15:00:00Z, or one from now on such as +2h.")]
    [InlineData("job reschedule --in retry --all --at 2h", "--at is '2h'; use a time such as ")]
    [InlineData("job reschedule --in retry --all --at +-2h", "--at is '+-2h'; use a time such as ")]
    [InlineData("job reschedule --in retry --all --at +99999999d", "--at ")]
    [InlineData("job reschedule --in retry --all --at 2026-11-23T14:59:59Z", "--at 2026-11-23T14:59:59Z is in the past; use a later time, or 'job enqueue' to run the jobs now.")]
    [InlineData("job reschedule --in retry --all --at +1h --spread -1h", "--spread is '-1h'; use a duration such as 90s, 10m or 1h30m.")]
    [InlineData("job reschedule --in retry --all --at 9999-12-31 --spread 2d", "--spread ends after the year 9999; use a shorter one.")]
    [InlineData("job move --in queue:low --all", "'job move' needs --to QUEUE; see ")]
    [InlineData("job move --in queue:low --all --to sq|host:1:ab|low", "the queue's name in --to is that of a private queue of super_fetch, ")]
    [InlineData("stats reset all", "'all' is no counter; use processed, failed, or none for both.")]
    [InlineData("queue clear", "'queue clear' needs NAME; see ")]
    [InlineData("queue clear low --watch", "--watch is for lists; run 'queue clear' without it.")]
    [InlineData("queue pause sq|host:1:ab|low", "the queue's name in NAME is that of a private queue of super_fetch, ")]
    [InlineData("set clear work", "'work' is no set here; use scheduled, retry, dead.")]
    [InlineData("set trim retry --max-jobs 5", "'retry' is no set here; use dead.")]
    [InlineData("set trim dead", "'set trim' needs a limit; give --max-jobs N, --max-age DURATION or both.")]
    [InlineData("set trim dead --max-jobs -1", "--max-jobs is '-1'; use 0 or a positive number.")]
    [InlineData("set trim dead --max-age -1d", "--max-age is '-1d'; use a duration such as 90s, 10m or 1h30m.")]
    [InlineData("process quiet", "'process quiet' needs to know which processes; give ID or --all, see 'process list'.")]
    [InlineData("process stop a:1:b --all", "'process stop' needs to know which processes; give ID or --all, see 'process list'.")]
    [InlineData("process quiet a:1:b --timeout 5s", "--timeout is how long to --wait at most; give both.")]
    [InlineData("process dump a:1:b --wait", "'--wait' is no option here; see ")]
    [InlineData("push", "'push' needs CLASS or --bulk FILE; see 'sidekiq-cluster push --help'.")]
    [InlineData("push A {\"a\":1}", "the job has no proper arguments: the arguments are no array; put them into [ and ].")]
    [InlineData("push A [NaN]", "the job has no proper arguments: the arguments' JSON is no JSON ")]
    [InlineData("push A [1", "the job has no proper arguments: the arguments' JSON is no JSON ")]
    [InlineData("push A [{1:2}]", "the job has no proper arguments: the arguments' JSON is no JSON ")]
    [InlineData("push A [1] [2]", "'[2]' is too much for 'push'; see ")]
    [InlineData("push A --queue sq|host:1:ab|low", "the queue's name in --queue is that of a private queue of super_fetch, ")]
    [InlineData("push A --at +1h --delay 1h", "--delay and --at are both given; use one of them.")]
    [InlineData("push A --delay 5", "--delay is '5'; use a duration such as ")]
    [InlineData("push A --retry often", "--retry is 'often'; use true, false or a number.")]
    [InlineData("push A --retry -1", "--retry is '-1'; use true, false or a number.")]
    [InlineData("push A [] --bulk f", "ARGS-JSON and --bulk are both given; use one of them.")]
    [InlineData("push --bulk none.jsonl", "'none.jsonl' cannot be read; give an existing file with --bulk, or - for the input.")]
    [InlineData("push A --to-shard eu", "--to-shard is 'eu'; use one of default.")]
    [InlineData("deploy mark", "'deploy mark' needs LABEL; see ")]
    [InlineData("deploy mark v1 --at yesterday", "--at is 'yesterday'; use a time such as ")]
    [InlineData("metrics top --minutes 481", "--minutes is '481'; use 1 to 480.")]
    [InlineData("metrics top --hours 73", "--hours is '73'; use 1 to 72.")]
    [InlineData("metrics top --minutes 5 --hours 5", "--minutes and --hours are both given; use one of them.")]
    [InlineData("metrics job", "'metrics job' needs CLASS; see ")]
    [InlineData("profile save key", "'profile save' needs FILE; see ")]
    [InlineData("shard add eu-3", "a shard of NAME=URL has no name; write NAME=URL, ")]
    [InlineData("shard add eu-3=redis://h --label prod", "--label is 'prod'; write NAME=VALUE.")]
    [InlineData("shard add eu-3=redis://h --label a=1 --label a=2", "--label a is given twice.")]
    [InlineData("shard add eu-3=redis://h", "a fleet takes shards; ask one with --cluster GATEWAYS or --server URL.")]
    [InlineData("shard remove eu-3", "a fleet takes shards; ask one with --cluster GATEWAYS or --server URL.")]
    [InlineData("deploy list --days 91", "--days is '91'; use 1 to 90.")]
    [InlineData("completion tcsh", "'tcsh' is no shell that is known; use bash, zsh, fish, pwsh.")]
    public async Task Run_WrongCommandLine_IsUsageErrorInOneLine(string commandLine, string message)
    {
        var result = await new TestCli { Environment = { ["REDIS_URL"] = TestCli.ClosedUrl } }.RunAsync(commandLine);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith($"sidekiq-cluster: {message}", result.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queue", "show", "", "NAME is empty")]
    [InlineData("job", "find", "", "a JID is empty")]
    [InlineData("process", "show", "", "ID is empty")]
    [InlineData("metrics", "job", "", "CLASS is empty")]
    [InlineData("queue", "clear", "", "NAME is empty")]
    [InlineData("process", "quiet", "", "ID is empty")]
    [InlineData("iteration", "cancel", "", "a JID is empty")]
    public async Task Run_EmptyName_IsUsageError(string noun, string verb, string name, string message)
    {
        var result = await new TestCli { Environment = { ["REDIS_URL"] = TestCli.ClosedUrl } }.RunAsync(noun, verb, name);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith($"sidekiq-cluster: {message}; give ", result.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stats", "redis://:s3cret@127.0.0.1:1/0")]
    [InlineData("stats", "--reds=redis://:s3cret@127.0.0.1:1/0")]
    [InlineData("stats", "--shard", "redis://:s3cret@127.0.0.1:1/0")]
    [InlineData("stats", "--shard", "redis://:s3cret@127.0.0.1:1/0?db=1")]
    [InlineData("stats", "--redis", "http://:s3cret@127.0.0.1:1/0")]
    [InlineData("stats", "--redis", "redis://:s3cret@127.0.0.1:notaport/0")]
    [InlineData("stats", "--redis", "127.0.0.1:1,password=s3cret,nonsense=1")]
    [InlineData("redis://:s3cret@127.0.0.1:1/0")]
    public async Task Run_SecretInTheWrongPlace_IsNotRepeated(params string[] args)
    {
        var result = await new TestCli().RunAsync(args);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.DoesNotContain("s3cret", result.ErrorLine, StringComparison.Ordinal);
    }
}
