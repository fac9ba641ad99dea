using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A verb that acts on jobs: those that the user named, or all of some sources that match.</summary>
internal abstract class JobActCommand : VerbCommand
{
    private readonly JobChoiceOptions _choice = new();
    private readonly Confirmation _confirmation = new();

    private readonly Option<double?> _rate = OptionKinds.Rate(
        "--rate", "How many jobs a second at most, in each shard, such as 200/s [default: as fast as the server takes it].");

    private readonly Option<bool> _dryRun = OptionKinds.Flag("--dry-run", "Tell what would be done, and change nothing.");

    protected JobActCommand(CommandContext context, string name, string description, params IReadOnlyList<string> examples)
        : base(context, name, description, examples)
    {
        _choice.AddTo(this);
        Options.Add(_rate);
        Options.Add(_dryRun);
        _confirmation.AddTo(this);
    }

    public override bool CanWatch => false;

    /// <summary>The act, from the verb's own options.</summary>
    protected abstract JobActVerb ActOf(Run run);

    protected sealed override IConfirmation? ConfirmationOf(Run run) => _confirmation.Of(run);

    protected sealed override Verb VerbOf(Run run)
    {
        var choice = _choice.Read(run);
        return ActOf(run) with
        {
            In = choice.Sources,
            Where = choice.Filter,
            Jids = choice.Jids,
            Ids = choice.Ids,
            Limit = _choice.LimitOf(run),
            Rate = run.Value(_rate),
            DryRun = run.Value(_dryRun),
        };
    }
}
