using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A verb that acts on jobs: those that the user named, or all of some sources that match.</summary>
internal abstract class JobActVerb : AnswerVerb
{
    private readonly JobChoiceOptions _choice = new();
    private readonly Confirmation _confirmation = new();

    private readonly Option<double?> _rate = OptionKinds.Rate(
        "--rate", "How many jobs a second at most, in each shard, such as 200/s [default: as fast as the server takes it].");

    private readonly Option<bool> _dryRun = OptionKinds.Flag("--dry-run", "Tell what would be done, and change nothing.");

    protected JobActVerb(VerbContext context, string name, string description, params IReadOnlyList<string> examples)
        : base(context, name, description, examples)
    {
        _choice.AddTo(this);
        Options.Add(_rate);
        Options.Add(_dryRun);
        _confirmation.AddTo(this);
    }

    public override bool CanWatch => false;

    /// <summary>Whether it asks even when each job was named.</summary>
    protected virtual bool TakesAway => false;

    /// <summary>Whether jobs of queues can be meant.</summary>
    protected virtual bool IsForQueues => true;

    /// <summary>What to do, from the verb's own options.</summary>
    protected abstract JobAct ActOf(Run run);

    /// <summary>How to go about it, from the verb's own options.</summary>
    protected virtual OperationOptions OptionsOf(Run run, OperationOptions options) => options;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var choice = _choice.Read(run);
        CheckSources(choice);
        var act = ActOf(run);
        using var file = act.File;
        var options = OptionsOf(run, new OperationOptions { IsDryRun = run.Value(_dryRun), JobsPerSecond = run.Value(_rate) });
        var asks = !options.IsDryRun && (TakesAway || !choice.IsNamed) && _confirmation.IsNeeded(run);
        CheckIds(choice, await run.Shards.ListAsync(cancellationToken));

        var showsProgress = run.Host.CanDrawOnError && run.Output.Format == OutputFormat.Table && !options.IsDryRun;
        var selection = new JobSelector(run.Shards, choice, _choice.LimitOf(run)) { Counts = asks || showsProgress };
        var (chosen, missing) = await selection.SelectAsync(cancellationToken);
        var total = chosen.Ok.Sum(a => a.Value.Reach ?? 0);
        if (asks && total > 0)
        {
            await Confirmation.AskAsync(run, act.Question(choice.Describe(total), DescribeShards(chosen)), cancellationToken);
        }

        var results = await new JobActRun(run, act, options).RunAsync(chosen, showsProgress && total > 0, cancellationToken);
        return new OperationAnswer(act.Name, options.IsDryRun, results)
        {
            Missing = missing,
            Verdict = cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done,
            Afterword = act.Afterword,
        }.ToAnswer();
    }

    /// <summary>The shards that an act reaches, in words.</summary>
    internal static string DescribeShards(ShardAnswers<ChosenJobs> chosen)
    {
        var reached = chosen.Ok.Where(a => a.Value.Reach > 0 || chosen.All.Count == 1).ToArray();
        return reached is [var only]
            ? $"shard {only.Shard}"
            : $"{reached.Length} shards ({string.Join(", ", reached.Select(a => $"{a.Shard} {Human.Count(a.Value.Reach ?? 0)}"))})";
    }

    private static void CheckIds(JobChoice choice, IReadOnlyList<ShardInfo> shards)
    {
        foreach (var id in choice.Ids.Where(id => !shards.Any(shard => id.IsOfShard(shard.Name))))
        {
            throw CliException.Usage(
                $"--id {id} is of another shard than {string.Join(", ", shards.Select(shard => shard.Name))}; give the one it was listed from.");
        }
    }

    private void CheckSources(JobChoice choice)
    {
        if (!IsForQueues && choice is { IsNamed: false, Sources: { } sources }
            && (sources.IncludesAllQueues || sources.Single.Any(source => source.Kind == JobSourceKind.Queue)))
        {
            throw CliException.Usage($"'job {Name}' is for jobs of sets; use --in scheduled, retry or dead.");
        }
    }
}
