using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs;

/// <summary>
/// Puts the deleted jobs of the run's input back exactly: into their set with their score, or at the head of their queue's line. Those that are there
/// already stay single.
/// </summary>
internal sealed record JobRestoreVerb : AnswerVerb
{
    /// <summary>What the run's input is called in errors.</summary>
    public required string Input { get; init; }

    /// <summary>How many jobs a second at most, in each shard; null for as fast as the server takes it.</summary>
    public double? Rate { get; init; }

    /// <summary>Whether it only tells what would be put back.</summary>
    public bool DryRun { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        const string name = "restore";
        var jobs = await ReadAsync(run, cancellationToken);
        var shards = await run.Shards.ListAsync(cancellationToken);

        // A job of a shard that is not given is refused by one that is.
        var byShard = jobs.ToLookup(job => shards.FirstOrDefault(shard => shard.Name == job.Shard, shards[0]).Name);
        var act = new JobAct(name, string.Empty, (shard, _, options, ct) => shard.Operations.RestoreAsync([.. byShard[shard.Name]], options, ct));
        var chosen = await run.Shards.AskAsync(
            (shard, _) => Task.FromResult(new ChosenJobs(byShard[shard.Name].Count(), JobSelection.Of())), cancellationToken);
        var results = await new JobActRun(run, act, new OperationOptions { IsDryRun = DryRun, JobsPerSecond = Rate })
            .RunAsync(chosen, cancellationToken);
        return new OperationAnswer(name, DryRun, results)
        {
            Verdict = cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done,
        }.ToAnswer();
    }

    /// <summary>All jobs of the input, which is read to its end before anything is sent.</summary>
    private async Task<IReadOnlyList<SavedJob>> ReadAsync(VerbRun run, CancellationToken cancellationToken)
    {
        await using var input = run.DemandFiles().OpenInput();
        try
        {
            return await SavedJobReader.ReadAsync(input, cancellationToken);
        }
        catch (SavedJobFormatException e)
        {
            throw new VerbException(ExitCode.Usage, $"{Input} is no file of saved jobs: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..]}", e);
        }
    }
}
