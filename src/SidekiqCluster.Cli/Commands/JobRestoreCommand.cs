using System.CommandLine;
using SidekiqCluster.Cli.Files;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRestoreCommand : VerbCommand
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

    protected override Verb VerbOf(Run run) =>
        new JobRestoreVerb { Input = $"'{run.Value(_file)}'", Rate = run.Value(_rate), DryRun = run.Value(_dryRun) };

    protected override UserFiles FilesOf(Run run) =>
        new(run.Host) { Input = run.Value(_file), InputHint = "give a file that 'job delete --save' wrote" };
}
