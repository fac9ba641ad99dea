using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A verb that removes the jobs of one place, all or the oldest, without looking at any of them.</summary>
internal abstract class RemovalCommand : VerbCommand
{
    private readonly Confirmation _confirmation = new();
    private readonly Option<bool> _dryRun = OptionKinds.Flag("--dry-run", "Tell how many would be removed, and change nothing.");

    protected RemovalCommand(CommandContext context, string name, string description, params IReadOnlyList<string> examples)
        : base(context, name, description, examples)
    {
        Options.Add(_dryRun);
        _confirmation.AddTo(this);
    }

    public override bool CanWatch => false;

    /// <summary>The removal, from the verb's own options.</summary>
    protected abstract RemovalVerb RemovalOf(Run run);

    protected sealed override IConfirmation? ConfirmationOf(Run run) => _confirmation.Of(run);

    protected sealed override Verb VerbOf(Run run) => RemovalOf(run) with { DryRun = run.Value(_dryRun) };
}
