using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRestoreCommand : AnswerCommand
{
    private readonly Argument<string> _file = new("file") { HelpName = "FILE", Description = "What 'job delete --save' wrote." };
    private readonly Option<double?> _rate = OptionKinds.Rate("--rate", "How many jobs a second at most, in each shard, such as 200/s.");
    private readonly Option<bool> _dryRun = OptionKinds.Flag("--dry-run", "Tell what would be put back, and change nothing.");

    public JobRestoreCommand(CommandContext context)
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

    protected override async Task<ExitCode> AnswerAsync(Run run, CancellationToken cancellationToken)
    {
        var verb = new JobRestoreVerb
        {
            Jobs = await ReadAsync(run, cancellationToken),
            Rate = run.Value(_rate),
            DryRun = run.Value(_dryRun),
        };
        return await verb.RunAsync(run.ToVerbRun(), cancellationToken);
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
            throw new VerbException(ExitCode.Usage, $"'{name}' is no file of saved jobs: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..]}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VerbException(ExitCode.Usage, $"'{name}' cannot be read; give a file that 'job delete --save' wrote.", e);
        }
    }
}
