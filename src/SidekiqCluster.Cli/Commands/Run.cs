using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Servers;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Fleets;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Files;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Cli.Commands;

/// <summary>One run of a verb: its values, its shards and its output.</summary>
internal sealed class Run : IAsyncDisposable
{
    private readonly CommandContext _context;
    private readonly ParseResult _parsed;
    private ShardRoster? _shards;
    private bool _saidOfUnread;

    public Run(CommandContext context, ParseResult parsed)
    {
        _context = context;
        _parsed = parsed;
        Output = new AnswerWriter(context.Host.ToTarget(), parsed.GetValue(context.Options.Format));
        IsWatch = parsed.GetValue(context.Options.Watch);
    }

    public CliHost Host => _context.Host;

    public AnswerWriter Output { get; }

    /// <summary>Whether the list is to be redrawn until cancelled.</summary>
    public bool IsWatch { get; }

    /// <summary>The verb as the user wrote it, without options.</summary>
    public string VerbPath => UsageError.PathOf(_parsed.CommandResult);

    public T? Value<T>(Option<T> option) => _parsed.GetValue(option);

    /// <summary>The value of an argument that may be left out.</summary>
    public T? ValueIfAny<T>(Argument<T> argument) => _parsed.GetValue(argument);

    public T Value<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>The schemas that the user gave; null when none.</summary>
    /// <exception cref="VerbException">A file cannot be read, or is none.</exception>
    public JobSchemas? FindSchemas() => SchemaOptions.Find(_parsed.CommandResult);

    /// <summary>The schema files that the user gave; none when none.</summary>
    /// <exception cref="VerbException">A file cannot be read.</exception>
    public IReadOnlyList<SchemaText> ReadSchemas() => SchemaOptions.Read(_parsed.CommandResult);

    /// <summary>Runs a verb: on the shards from here, or by the server that was given.</summary>
    /// <param name="verb">The verb; what the user wrote is checked before the first shard is asked.</param>
    /// <param name="confirmation">Who is asked before something is taken away; null when nobody wants to be.</param>
    /// <param name="files">The files that the user gave it; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VerbException">No shard is given, or wrongly; or what the verb throws.</exception>
    public async Task<ExitCode> RunAsync(Verb verb, IConfirmation? confirmation, IVerbFiles? files, CancellationToken cancellationToken)
    {
        var settings = _context.Options.ShardSettingsOf(_parsed);
        var selection = _parsed.GetValue(_context.Options.Shards) ?? ShardSelection.All;
        var isTable = Output.Format == OutputFormat.Table;
        var display = Host.CanDrawOnError && isTable ? new ProgressBar(Host) : null;
        var isAttended = Host.ErrorIsTerminal && isTable;
        settings.CheckOneWay();
        if (settings.FindServer(Host) is { } server)
        {
            SayOfUnread(settings);
            return await new ServerRun(server, Host, Output)
            {
                Shards = selection,
                Confirmation = confirmation,
                Display = display,
                Files = files,
                IsAttended = isAttended,
            }.RunAsync(verb, cancellationToken);
        }

        _shards ??= new ShardRoster(settings.Open(Host), selection);
        SayOfUnread(settings);
        var run = new VerbRun(_shards, Output, Host.Clock) { Confirmation = confirmation, Display = display, Files = files, IsAttended = isAttended };
        return await verb.RunAsync(run, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Output.Dispose();
        if (_shards is not null)
        {
            await _shards.DisposeAsync();
        }
    }

    private void SayOfUnread(ShardSettings settings)
    {
        if (!_saidOfUnread && settings.InsteadOfConfigFile(Host) is { } instead)
        {
            Output.Say($"--config is not read, as {instead} names the shards.");
        }

        _saidOfUnread = true;
    }
}
