using System.CommandLine;
using SidekiqCluster.Cli.Files;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobDeleteCommand : JobActCommand
{
    private readonly Option<string?> _save = OptionKinds.Text(
        "--save", "FILE", "First save each job to this new file, out of which 'job restore' puts it back.");

    public JobDeleteCommand(CommandContext context)
        : base(
            context,
            "delete",
            "Removes jobs for good, malformed ones too.",
            "job delete --in queue:low --where class:HardJob --save deleted.jsonl",
            "job delete --in dead --where age>30d --rate 500/s --yes",
            "job delete --in all --jid b4a577edbccf1d805744efa9") => Options.Add(_save);

    protected override JobActVerb ActOf(Run run) => run.Value(_save) is { } name
        ? new JobDeleteVerb { Saves = true, SavedWords = $"They are saved; '{Tool.Name} job restore {name}' puts them back." }
        : new JobDeleteVerb();

    protected override UserFiles? FilesOf(Run run) =>
        run.Value(_save) is { } name ? new UserFiles(run.Host) { Saved = new SavedFile(run.Host, name) } : null;
}
