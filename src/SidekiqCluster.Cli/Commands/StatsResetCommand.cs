using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Cli.Commands;

internal sealed class StatsResetCommand : VerbCommand
{
    private readonly Confirmation _confirmation = new();

    private readonly Argument<string[]> _counters = new("counter")
    {
        HelpName = "processed|failed",
        Description = "The all-time counters to set to zero [default: both].",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public StatsResetCommand(CommandContext context)
        : base(
            context,
            "reset",
            "Sets all-time counters to zero; the history by day stays.",
            "stats reset",
            "stats reset failed --yes")
    {
        _counters.CompletionSources.Add([.. StatsResetVerb.Names]);
        Arguments.Add(_counters);
        _confirmation.AddTo(this);
    }

    public override bool CanWatch => false;

    protected override IConfirmation? ConfirmationOf(Run run) => _confirmation.Of(run);

    protected override Verb VerbOf(Run run) => new StatsResetVerb { Counters = run.Value(_counters) ?? [] };
}
