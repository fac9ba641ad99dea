using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRestoreVerb : AnswerVerb
{
    private readonly Argument<string> _file = new("file") { HelpName = "FILE", Description = "What 'job delete --save' wrote." };
    private readonly Option<double?> _rate = OptionKinds.Rate("--rate", "How many jobs a second at most, in each shard, such as 200/s.");
    private readonly Option<bool> _dryRun = OptionKinds.Flag("--dry-run", "Tell what would be put back, and change nothing.");

    public JobRestoreVerb(VerbContext context)
        : base(
            context,
            "restore",
            "Puts deleted jobs back exactly: into their set with their score, or at the head of their queue's line. Those that are there already stay single.",
            "job restore deleted.jsonl",
            "job restore deleted.jsonl --dry-run")
    {
        Arguments.Add(_file);
        Options.Add(_rate);
        Options.Add(_dryRun);
    }

    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var jobs = await ReadAsync(run, cancellationToken);
        var (isDryRun, shards) = (run.Value(_dryRun), await run.Shards.ListAsync(cancellationToken));

        // A job of a shard that is not given is refused by one that is.
        var byShard = jobs.ToLookup(job => shards.FirstOrDefault(shard => shard.Name == job.Shard, shards[0]).Name);
        var act = new JobAct(Name, string.Empty, (shard, _, options, ct) => shard.Operations.RestoreAsync([.. byShard[shard.Name]], options, ct));
        var chosen = await run.Shards.AskAsync(
            (shard, _) => Task.FromResult(new ChosenJobs(byShard[shard.Name].Count(), JobSelection.Of())), cancellationToken);
        var showsProgress = run.Host.CanDrawOnError && run.Output.Format == OutputFormat.Table && !isDryRun && jobs.Count > 0;
        var results = await new JobActRun(run, act, new OperationOptions { IsDryRun = isDryRun, JobsPerSecond = run.Value(_rate) })
            .RunAsync(chosen, showsProgress, cancellationToken);
        return new OperationAnswer(Name, isDryRun, results)
        {
            Verdict = cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done,
        }.ToAnswer();
    }

    /// <summary>All jobs of the file, which is read to its end before anything is sent.</summary>
    private async Task<IReadOnlyList<SavedJob>> ReadAsync(Run run, CancellationToken cancellationToken)
    {
        var name = run.Value(_file);
        try
        {
            await using var file = File.OpenRead(Path.Combine(run.Host.WorkingDirectory, name));
            return await SavedJobReader.ReadAsync(file, cancellationToken);
        }
        catch (SavedJobFormatException e)
        {
            throw new CliException(ExitCode.Usage, $"'{name}' is no file of saved jobs: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..]}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException(ExitCode.Usage, $"'{name}' cannot be read; give a file that 'job delete --save' wrote.", e);
        }
    }
}
