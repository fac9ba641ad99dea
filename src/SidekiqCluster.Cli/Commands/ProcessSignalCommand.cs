using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Tells processes something: those that were named, wherever they are, or all.</summary>
internal sealed class ProcessSignalCommand : VerbCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(1);

    private readonly SignalAct _act;
    private readonly Confirmation _confirmation = new();

    private readonly Argument<string[]> _identities = new("id")
    {
        HelpName = "ID",
        Description = "The processes' identities, hostname:pid:nonce.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = OptionKinds.Flag("--all", "All living processes.");
    private readonly Option<bool> _wait = OptionKinds.Flag("--wait", "Wait until they have done it.");

    private readonly Option<TimeSpan?> _timeout = OptionKinds.Duration(
        "--timeout", $"How long to wait at most [default: {Human.Duration(DefaultTimeout)}].");

    private ProcessSignalCommand(CommandContext context, SignalAct act, string description, params IReadOnlyList<string> examples)
        : base(context, act.Name, description, examples)
    {
        _act = act;
        Arguments.Add(_identities);
        Options.Add(_all);
        if (act.WaitAsync is not null)
        {
            Options.Add(_wait);
            Options.Add(_timeout);
        }

        if (act.Asks(false))
        {
            _confirmation.AddTo(this);
        }
    }

    public override bool CanWatch => false;

    public static ProcessSignalCommand Quiet(CommandContext context) => new(
        context,
        SignalAct.Quiet,
        "Tells processes to take no more jobs.",
        "process quiet worker.1:13859:7746e7181a72",
        "process quiet --all --wait --yes");

    public static ProcessSignalCommand Stop(CommandContext context) => new(
        context,
        SignalAct.Stop,
        "Tells processes to stop: to finish their jobs within their time limit, and give back the rest.",
        "process stop worker.1:13859:7746e7181a72 --wait --timeout 2m",
        "process stop --all --yes");

    public static ProcessSignalCommand Dump(CommandContext context) => new(
        context,
        SignalAct.Dump,
        "Tells processes to write the backtraces of their threads to their logs.",
        "process dump worker.1:13859:7746e7181a72",
        "process dump --all");

    protected override IConfirmation? ConfirmationOf(Run run) => _act.Asks(false) ? _confirmation.Of(run) : null;

    protected override Verb VerbOf(Run run) => new ProcessSignalVerb
    {
        Signal = _act.Name,
        Identities = IdentitiesOf(run),
        All = run.Value(_all),
        Wait = TimeoutOf(run),
    };

    private string[] IdentitiesOf(Run run)
    {
        var named = run.Value(_identities);
        UsageError.ThrowIfOption(named, run.VerbPath);
        return named;
    }

    /// <summary>How long to wait; null for not at all.</summary>
    private TimeSpan? TimeoutOf(Run run)
    {
        if (_act.WaitAsync is null)
        {
            return null;
        }

        var timeout = run.Value(_timeout);
        return run.Value(_wait) ? timeout ?? DefaultTimeout
            : timeout is null ? null
            : throw VerbException.Usage("--timeout is how long to --wait at most; give both.");
    }
}
