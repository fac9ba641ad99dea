using System.CommandLine;
using SidekiqCluster.Cli.Files;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Pushes;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class PushCommand : AnswerCommand
{
    private readonly Argument<string?> _class = new("class")
    {
        HelpName = "CLASS",
        Description = "The Ruby class that performs the job, such as Billing::ChargeJob.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _args = new("args")
    {
        HelpName = "ARGS-JSON",
        Description = "Its arguments as a JSON array [default: []].",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _queue = OptionKinds.Text("--queue", "QUEUE", "The queue [default: default].");
    private readonly Option<TimeSpan?> _delay = OptionKinds.Duration("--delay", "Run it so long from now, such as 10m.");
    private readonly Option<Moment?> _at = OptionKinds.Time("--at", "Run it then: 2026-11-23T15:00:00Z (no zone: UTC), or +2h.");

    private readonly Option<JobRetry?> _retry = OptionKinds.Parsed<JobRetry?>(
        "--retry",
        "N|true|false",
        "How often it is retried when it fails [default: true].",
        text => PushValues.TryReadRetry(text, out var retry) ? retry : throw new FormatException($"--retry is '{text}'; use true, false or a number."));

    private readonly Option<string[]> _tags = new("--tag")
    {
        HelpName = "TAG",
        Description = "A label of the job; repeat it for several.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _bulk = OptionKinds.Text(
        "--bulk",
        "FILE",
        "Push the jobs of a file, or of the input (-): a JSON object of Sidekiq's fields a line, or an array of arguments when CLASS is given.");

    private readonly Option<string?> _shard = OptionKinds.Text("--to-shard", "NAME", "The shard to push to, when several are given.");

    public PushCommand(CommandContext context)
        : base(
            context,
            "push",
            "Pushes a job, or many, to one shard. No Ruby client middleware runs.",
            "push HardJob '[\"bob\", 5]' --queue low",
            "push Billing::ChargeJob '[7, {\"amount\": 12.5}]' --delay 10m --retry 3 --tag vip",
            "push --bulk jobs.jsonl --to-shard eu-1",
            "push HardJob --bulk - --at 2026-12-01T06:00:00Z")
    {
        Arguments.Add(_class);
        Arguments.Add(_args);
        foreach (var option in new Option[] { _queue, _delay, _at, _retry, _tags, _bulk, _shard })
        {
            Options.Add(option);
        }
    }

    public override bool CanWatch => false;

    protected override async Task<ExitCode> AnswerAsync(Run run, CancellationToken cancellationToken)
    {
        using var files = new UserFiles(run.Host) { Input = run.Value(_bulk), InputHint = "give an existing file with --bulk, or - for the input" };
        return await run.RunAsync(await VerbOfAsync(run, files, cancellationToken), confirmation: null, files, cancellationToken);
    }

    private async Task<Verb> VerbOfAsync(Run run, UserFiles files, CancellationToken cancellationToken)
    {
        var job = RequestOf(run);
        if (files.Input is not { } file)
        {
            return job.Class.Length > 0
                ? new PushVerb { Job = job, ToShard = run.Value(_shard) }
                : throw VerbException.Usage("'push' needs CLASS or --bulk FILE; see 'sidekiq-cluster push --help'.");
        }

        if (run.ValueIfAny(_args) is not null)
        {
            throw VerbException.Usage("ARGS-JSON and --bulk are both given; use one of them.");
        }

        var name = file == "-" ? "the input" : $"'{file}'";
        return new PushBulkVerb
        {
            Given = job,
            Input = name,
            Count = file == "-" ? null : await CheckAsync(files, new PushLines(new PushLine(job, run.Host.Clock.GetUtcNow()), name), cancellationToken),
            ToShard = run.Value(_shard),
        };
    }

    /// <summary>Reads all lines and keeps none, so that a wrong one is known before anything is sent.</summary>
    /// <returns>How many there are.</returns>
    private static async Task<long> CheckAsync(UserFiles files, PushLines lines, CancellationToken cancellationToken)
    {
        await using var input = files.OpenInput();
        return await lines.ReadAsync(input, cancellationToken).LongCountAsync(cancellationToken);
    }

    private JobRequest RequestOf(Run run)
    {
        var (delay, at) = (run.Value(_delay), run.Value(_at));
        if (delay is not null && at is not null)
        {
            throw VerbException.Usage("--delay and --at are both given; use one of them.");
        }

        var now = run.Host.Clock.GetUtcNow();
        return new JobRequest
        {
            Class = run.ValueIfAny(_class) ?? string.Empty,
            Args = run.ValueIfAny(_args) is { } json ? JsonArguments.FromJson(json) : JsonArguments.None,
            Queue = run.Value(_queue) is { } queue ? QueueArgument.Usable(queue, "--queue") : null,
            Retry = run.Value(_retry),
            Tags = run.Value(_tags) is { Length: > 0 } tags ? tags : null,
            At = at?.Resolve("--at", now) ?? (delay is { } span ? new Moment(null, span).Resolve("--delay", now) : null),
        };
    }
}
