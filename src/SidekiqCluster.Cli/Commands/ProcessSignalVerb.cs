using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Tells processes something: those that were named, wherever they are, or all.</summary>
internal sealed class ProcessSignalVerb : AnswerVerb
{
    private const int MostNames = 3;
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

    private ProcessSignalVerb(VerbContext context, SignalAct act, string description, params IReadOnlyList<string> examples)
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

    public static ProcessSignalVerb Quiet(VerbContext context) => new(
        context,
        SignalAct.Quiet,
        "Tells processes to take no more jobs.",
        "process quiet worker.1:13859:7746e7181a72",
        "process quiet --all --wait --yes");

    public static ProcessSignalVerb Stop(VerbContext context) => new(
        context,
        SignalAct.Stop,
        "Tells processes to stop: to finish their jobs within their time limit, and give back the rest.",
        "process stop worker.1:13859:7746e7181a72 --wait --timeout 2m",
        "process stop --all --yes");

    public static ProcessSignalVerb Dump(VerbContext context) => new(
        context,
        SignalAct.Dump,
        "Tells processes to write the backtraces of their threads to their logs.",
        "process dump worker.1:13859:7746e7181a72",
        "process dump --all");

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var named = IdentitiesOf(run);
        var timeout = TimeoutOf(run);
        var asks = _act.Asks(named.Length > 0) && _confirmation.IsNeeded(run);
        var living = await run.Shards.AskAsync((shard, ct) => shard.Processes.ListAsync(ct), cancellationToken);
        var meant = living.Select(answer =>
            answer.Value.Select(process => process.Identity).Where(identity => named.Length == 0 || named.Contains(identity)).ToArray());
        string[] missing = [.. named.Except(meant.Ok.SelectMany(a => a.Value))];
        if (asks && meant.Ok.Any(a => a.Value.Length > 0))
        {
            await Confirmation.AskAsync(run, Question(meant), cancellationToken);
        }

        var answers = await run.Shards.AskAsync(
            meant, (shard, identities, ct) => SignalAsync(shard, identities, timeout, run, ct), cancellationToken);
        SignalRow[] rows = [.. answers.Ok.SelectMany(a => a.Value)];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<SignalRow>(SignalRow.All, rows),
            TableRows = new Rows<SignalRow>(SignalRow.For(rows, isWaiting: timeout is not null), rows),
            RowsName = "signals",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("missing");
                json.WriteTexts(missing);
            },
            Words = [.. rows.Select(row => WordsOf(row, timeout)).OfType<string>()],
            TableWords = rows.Length == 0 && named.Length == 0 ? ["No living processes."] : [],
            NotFound = [.. missing.Select(id => $"there is no living process '{id}'; see '{CommandLine.Name} process list'.")],
            Verdict = VerdictOf(rows, named.Length > 0),
        };
    }

    private static ExitCode VerdictOf(SignalRow[] rows, bool isNamed) =>
        rows.Any(row => row.IsObeyed == false || row.Signal.Outcome is ProcessSignalOutcome.Failed or ProcessSignalOutcome.Unknown)
            ? ExitCode.Failed
            : ExitCodes.Worst(rows.Select(row => row.Signal.Outcome switch
            {
                ProcessSignalOutcome.Embedded => ExitCode.Refused,
                ProcessSignalOutcome.NotAlive when isNamed => ExitCode.NotFound,
                _ => ExitCode.Done,
            }));

    private string? WordsOf(SignalRow row, TimeSpan? timeout) => row switch
    {
        { IsObeyed: false } => $"Process {row.Signal.Identity} is not {_act.Goal} after {Human.Duration(timeout ?? default)}.",
        { Signal.Outcome: ProcessSignalOutcome.Embedded } =>
            $"Process {row.Signal.Identity} runs embedded in an application, which alone can {_act.Name} it.",
        _ => null,
    };

    private string[] IdentitiesOf(Run run)
    {
        string[] named = [.. run.Value(_identities).Distinct()];
        UsageError.ThrowIfOption(named, run.VerbPath);
        return (named.Length > 0) == run.Value(_all)
            ? throw CliException.Usage($"'{run.VerbPath}' needs to know which processes; give ID or --all, see 'process list'.")
            : named.Contains(string.Empty)
                ? throw CliException.Usage("ID is empty; give the identity of a process, see 'process list'.")
                : named;
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
            : throw CliException.Usage("--timeout is how long to --wait at most; give both.");
    }

    private string Question(ShardAnswers<string[]> meant)
    {
        string[] all = [.. meant.Ok.SelectMany(a => a.Value)];
        var more = all.Length > MostNames ? ", …" : string.Empty;
        string[] shards = [.. meant.Ok.Where(a => a.Value.Length > 0).Select(a => a.Shard)];
        return $"{char.ToUpperInvariant(_act.Name[0])}{_act.Name[1..]} {Human.Count(all.Length, "process", "processes")} "
            + $"({string.Join(", ", all.Take(MostNames))}{more}) in {(shards.Length == 1 ? "shard" : "shards")} {string.Join(", ", shards)}?";
    }

    private async Task<IReadOnlyList<SignalRow>> SignalAsync(
        ISidekiqShard shard, string[] identities, TimeSpan? timeout, Run run, CancellationToken cancellationToken)
    {
        var signals = new List<ProcessSignal>();
        foreach (var identity in identities)
        {
            signals.Add(await _act.SignalAsync(shard.Processes, identity, cancellationToken));
        }

        if (timeout is not { } most)
        {
            return [.. signals.Select(signal => new SignalRow(shard.Name, signal, null))];
        }

        if (run.Host.ErrorIsTerminal && run.Output.Format == OutputFormat.Table)
        {
            run.Output.Say($"shard {shard.Name}: waiting at most {Human.Duration(most)}; a process looks for signals every five or ten seconds.");
        }

        return await Task.WhenAll(signals.Select(async signal => new SignalRow(
            shard.Name,
            signal,
            signal.Outcome is ProcessSignalOutcome.Sent or ProcessSignalOutcome.AlreadySignalled or ProcessSignalOutcome.NotAlive
                ? await _act.WaitAsync!(shard.Processes, signal.Identity, most, cancellationToken)
                : null)));
    }
}
