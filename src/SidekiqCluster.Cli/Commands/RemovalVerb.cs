using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Operations;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A verb that removes the jobs of one place, all or the oldest, without looking at any of them.</summary>
internal abstract class RemovalVerb : AnswerVerb
{
    private readonly Confirmation _confirmation = new();
    private readonly Option<bool> _dryRun = OptionKinds.Flag("--dry-run", "Tell how many would be removed, and change nothing.");

    protected RemovalVerb(VerbContext context, string name, string description, params IReadOnlyList<string> examples)
        : base(context, name, description, examples)
    {
        Options.Add(_dryRun);
        _confirmation.AddTo(this);
    }

    public override bool CanWatch => false;

    /// <summary>What is to be removed.</summary>
    protected abstract Removal RemovalOf(Run run);

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var removal = RemovalOf(run);
        var isDryRun = run.Value(_dryRun);
        var asks = !isDryRun && _confirmation.IsNeeded(run);
        var counted = await run.Shards.AskAsync(removal.CountAsync, cancellationToken);
        if (counted.Ok.Any() && counted.Ok.All(a => a.Value is null))
        {
            var nothing = counted.Select(_ => OperationSum.AllDone(0, isDryRun));
            return new OperationAnswer(Name, isDryRun, nothing) { NotFound = removal.NotFound }.ToAnswer();
        }

        var chosen = counted.Select(answer => new ChosenJobs(answer.Value ?? 0, JobSelection.Of()));
        if (asks)
        {
            var question = $"Remove {removal.Describe(chosen.Ok.Sum(a => a.Value.Reach ?? 0))} in {JobActVerb.DescribeShards(chosen)}?";
            await Confirmation.AskAsync(run, question, cancellationToken);
        }

        if (isDryRun)
        {
            return new OperationAnswer(Name, isDryRun, chosen.Select(a => OperationSum.AllDone(a.Value.Reach ?? 0, isDryRun))).ToAnswer();
        }

        HashSet<string> places = [.. counted.Ok.Where(a => a.Value is not null).Select(a => a.Shard)];
        var act = new JobAct(Name, string.Empty, async (shard, _, options, ct) => OperationSum.AllDone(
            places.Contains(shard.Name) ? await removal.RemoveAsync(shard, options.Progress!, ct) : 0, isDryRun));
        var results = await new JobActRun(run, act, new OperationOptions()).RunAsync(chosen, false, cancellationToken);
        return new OperationAnswer(Name, isDryRun, results)
        {
            Verdict = cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done,
        }.ToAnswer();
    }
}
