using System.Text.Json.Serialization;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>Tells processes something: those that are named, wherever they are, or all.</summary>
internal sealed record ProcessSignalVerb : AnswerVerb
{
    private const int MostNames = 3;

    /// <summary>What to tell: quiet, stop or dump.</summary>
    public required string Signal { get; init; }

    /// <summary>The processes: hostname:pid:nonce.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>All living processes.</summary>
    public bool All { get; init; }

    /// <summary>How long to wait at most until they have done it; null for not at all.</summary>
    public TimeSpan? Wait { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    [JsonIgnore]
    private SignalAct Act => SignalAct.Of(Signal);

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var named = CheckedIdentities();
        var timeout = CheckedTimeout();
        var confirmation = run.DemandConfirmation(Act.Asks(named.Length > 0));
        var living = await run.Shards.AskAsync((shard, ct) => shard.Processes.ListAsync(ct), cancellationToken);
        var meant = living.Select(answer =>
            answer.Value.Select(process => process.Identity).Where(identity => named.Length == 0 || named.Contains(identity)).ToArray());
        string[] missing = [.. named.Except(meant.Ok.SelectMany(a => a.Value))];
        if (confirmation is not null && meant.Ok.Any(a => a.Value.Length > 0))
        {
            await confirmation.AskAsync(Question(meant), cancellationToken);
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
            NotFound = [.. missing.Select(id => $"there is no living process '{id}'; see '{Tool.Name} process list'.")],
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
        { IsObeyed: false } => $"Process {row.Signal.Identity} is not {Act.Goal} after {Human.Duration(timeout ?? default)}.",
        { Signal.Outcome: ProcessSignalOutcome.Embedded } =>
            $"Process {row.Signal.Identity} runs embedded in an application, which alone can {Act.Name} it.",
        _ => null,
    };

    private string[] CheckedIdentities()
    {
        string[] named = [.. Identities.Distinct()];
        return (named.Length > 0) == All
            ? throw VerbException.Usage($"'process {Signal}' needs to know which processes; give ID or --all, see 'process list'.")
            : named.Contains(string.Empty)
                ? throw VerbException.Usage("ID is empty; give the identity of a process, see 'process list'.")
                : named;
    }

    private TimeSpan? CheckedTimeout() => Wait is null || Act.WaitAsync is not null
        ? Wait
        : throw VerbException.Usage($"nobody can see when a process has done '{Signal}'; leave out --wait.");

    private string Question(ShardAnswers<string[]> meant)
    {
        string[] all = [.. meant.Ok.SelectMany(a => a.Value)];
        var more = all.Length > MostNames ? ", …" : string.Empty;
        string[] shards = [.. meant.Ok.Where(a => a.Value.Length > 0).Select(a => a.Shard)];
        return $"{char.ToUpperInvariant(Act.Name[0])}{Act.Name[1..]} {Human.Count(all.Length, "process", "processes")} "
            + $"({string.Join(", ", all.Take(MostNames))}{more}) in {(shards.Length == 1 ? "shard" : "shards")} {string.Join(", ", shards)}?";
    }

    private async Task<IReadOnlyList<SignalRow>> SignalAsync(
        ISidekiqShard shard, string[] identities, TimeSpan? timeout, VerbRun run, CancellationToken cancellationToken)
    {
        var signals = new List<ProcessSignal>();
        foreach (var identity in identities)
        {
            signals.Add(await Act.SignalAsync(shard.Processes, identity, cancellationToken));
        }

        if (timeout is not { } most)
        {
            return [.. signals.Select(signal => new SignalRow(shard.Name, signal, null))];
        }

        if (run.IsAttended)
        {
            run.Output.Say($"shard {shard.Name}: waiting at most {Human.Duration(most)}; a process looks for signals every five or ten seconds.");
        }

        return await Task.WhenAll(signals.Select(async signal => new SignalRow(
            shard.Name,
            signal,
            signal.Outcome is ProcessSignalOutcome.Sent or ProcessSignalOutcome.AlreadySignalled or ProcessSignalOutcome.NotAlive
                ? await Act.WaitAsync!(shard.Processes, signal.Identity, most, cancellationToken)
                : null)));
    }
}
