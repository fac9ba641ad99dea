using System.Text.Json.Serialization;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs;

/// <summary>An act on jobs: those that are named, or all of some sources that match.</summary>
internal abstract record JobActVerb : AnswerVerb
{
    /// <summary>Where to look; null for everywhere, when jobs are named.</summary>
    public JobSources? In { get; init; }

    /// <summary>Which of their jobs; null when they are named.</summary>
    public JobFilter? Where { get; init; }

    /// <summary>Just the jobs of these jids.</summary>
    public IReadOnlyList<string> Jids { get; init; } = [];

    /// <summary>Just the jobs of these ids.</summary>
    public IReadOnlyList<EntryId> Ids { get; init; } = [];

    /// <summary>How many jobs at most, over all shards, oldest first; null for all. For jobs that match.</summary>
    public long? Limit { get; init; }

    /// <summary>How many jobs a second at most, in each shard; null for as fast as the server takes it.</summary>
    public double? Rate { get; init; }

    /// <summary>Whether it only tells what would be done.</summary>
    public bool DryRun { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    /// <summary>What it is called, in answers too.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>Whether it asks even when each job was named.</summary>
    protected virtual bool TakesAway => false;

    /// <summary>Whether jobs of queues can be meant.</summary>
    protected virtual bool IsForQueues => true;

    /// <summary>What to do.</summary>
    /// <exception cref="VerbException">A parameter is wrong.</exception>
    protected abstract JobAct ActOf(VerbRun run);

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var choice = ReadChoice();
        var act = ActOf(run);
        var options = new OperationOptions { IsDryRun = DryRun, JobsPerSecond = Rate };
        var confirmation = run.DemandConfirmation(!DryRun && (TakesAway || !choice.IsNamed));
        CheckIds(choice, await run.Shards.ListAsync(cancellationToken));

        var selection = new JobSelector(run.Shards, choice, Limit) { Counts = confirmation is not null || (run.Display is not null && !DryRun) };
        var (chosen, missing) = await selection.SelectAsync(cancellationToken);
        var total = chosen.Ok.Sum(a => a.Value.Reach ?? 0);
        if (confirmation is not null && total > 0)
        {
            await confirmation.AskAsync(act.Question(choice.Describe(total), ChosenJobs.DescribeShards(chosen)), cancellationToken);
        }

        var results = await new JobActRun(run, act, options).RunAsync(chosen, cancellationToken);
        return new OperationAnswer(act.Name, DryRun, results)
        {
            Missing = missing,
            Verdict = cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done,
            Afterword = act.Afterword,
        }.ToAnswer();
    }

    private JobChoice ReadChoice()
    {
        var ways = new[] { Where is not null, Jids.Count > 0, Ids.Count > 0 };
        if (ways.Count(isUsed => isUsed) != 1)
        {
            throw VerbException.Usage($"'job {Name}' needs to know which jobs; give one of --where FILTER, --jid JID, --id ID and --all.");
        }

        if (Where is not null && In is null)
        {
            throw VerbException.Usage($"'job {Name}' needs --in SOURCE with --where and --all; see '{Tool.Name} job {Name} --help'.");
        }

        if (Where is null && Limit is not null)
        {
            throw VerbException.Usage("--limit is for --where and --all; name fewer jobs instead.");
        }

        if (!IsForQueues && Where is not null && (In!.IncludesAllQueues || In.Single.Any(source => source.Kind == JobSourceKind.Queue)))
        {
            throw VerbException.Usage($"'job {Name}' is for jobs of sets; use --in scheduled, retry or dead.");
        }

        return new JobChoice { Sources = In, Filter = Where, Jids = Values.JidArgument.Distinct(Jids), Ids = [.. Ids.Distinct()] };
    }

    private static void CheckIds(JobChoice choice, IReadOnlyList<ShardInfo> shards)
    {
        foreach (var id in choice.Ids.Where(id => !shards.Any(shard => id.IsOfShard(shard.Name))))
        {
            throw VerbException.Usage(
                $"--id {id} is of another shard than {string.Join(", ", shards.Select(shard => shard.Name))}; give the one it was listed from.");
        }
    }
}
