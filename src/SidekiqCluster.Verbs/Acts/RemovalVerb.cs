using System.Text.Json.Serialization;
using SidekiqCluster.Operations;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs;

/// <summary>Removes the jobs of one place, all or the oldest, without looking at any of them.</summary>
internal abstract record RemovalVerb : AnswerVerb
{
    /// <summary>Whether it only tells how many would be removed.</summary>
    public bool DryRun { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    /// <summary>What it is called, in answers too.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>What is to be removed.</summary>
    /// <exception cref="VerbException">A parameter is wrong.</exception>
    protected abstract Removal ToRemoval();

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var removal = ToRemoval();
        var confirmation = run.DemandConfirmation(!DryRun);
        var counted = await run.Shards.AskAsync(removal.CountAsync, cancellationToken);
        if (counted.Ok.Any() && counted.Ok.All(a => a.Value is null))
        {
            var nothing = counted.Select(_ => OperationSum.AllDone(0, DryRun));
            return new OperationAnswer(Name, DryRun, nothing) { NotFound = removal.NotFound }.ToAnswer();
        }

        var chosen = counted.Select(answer => new ChosenJobs(answer.Value ?? 0, JobSelection.Of()));
        if (confirmation is not null)
        {
            var question = $"Remove {removal.Describe(chosen.Ok.Sum(a => a.Value.Reach ?? 0))} in {ChosenJobs.DescribeShards(chosen)}?";
            await confirmation.AskAsync(question, cancellationToken);
        }

        if (DryRun)
        {
            return new OperationAnswer(Name, DryRun, chosen.Select(a => OperationSum.AllDone(a.Value.Reach ?? 0, DryRun))).ToAnswer();
        }

        HashSet<string> places = [.. counted.Ok.Where(a => a.Value is not null).Select(a => a.Shard)];
        var act = new JobAct(Name, string.Empty, async (shard, _, options, ct) => OperationSum.AllDone(
            places.Contains(shard.Name) ? await removal.RemoveAsync(shard, options.Progress!, ct) : 0, DryRun));
        var results = await new JobActRun(run with { Display = removal.HasSteps ? run.Display : null }, act, new OperationOptions()).RunAsync(chosen, cancellationToken);
        return new OperationAnswer(Name, DryRun, results)
        {
            Verdict = cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done,
        }.ToAnswer();
    }
}
