using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobDeleteVerb : JobActVerb
{
    private readonly Option<string?> _save = OptionKinds.Text(
        "--save", "FILE", "First save each job to this new file, out of which 'job restore' puts it back.");

    public JobDeleteVerb(VerbContext context)
        : base(
            context,
            "delete",
            "Removes jobs for good, malformed ones too.",
            "job delete --in queue:low --where class:HardJob --save deleted.jsonl",
            "job delete --in dead --where age>30d --rate 500/s --yes",
            "job delete --in all --jid b4a577edbccf1d805744efa9") => Options.Add(_save);

    protected override bool TakesAway => true;

    protected override JobAct ActOf(Run run)
    {
        if (run.Value(_save) is not { } name)
        {
            return new(Name, string.Empty, (shard, jobs, options, ct) => shard.Operations.DeleteAsync(jobs, options, ct));
        }

        var file = new SaveFile(run.Host, name);
        return new(Name, string.Empty, (shard, jobs, options, ct) =>
            shard.Operations.DeleteAsync(jobs, options.IsDryRun ? options : options with { Save = file.Writer }, ct))
        {
            File = file,
            Afterword = $"They are saved; '{CommandLine.Name} job restore {name}' puts them back.",
        };
    }
}
