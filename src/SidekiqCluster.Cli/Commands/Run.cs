using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Fleets;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Cli.Commands;

/// <summary>One run of a verb: its values, its shards and its output.</summary>
internal sealed class Run : IAsyncDisposable
{
    private readonly CommandContext _context;
    private readonly ParseResult _parsed;
    private readonly List<IDisposable> _owned = [];
    private ShardRoster? _shards;

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

    /// <summary>The shards to ask; resolved when first used, so that values are checked before.</summary>
    /// <exception cref="VerbException">None is given, or wrongly.</exception>
    public ShardRoster Shards => _shards ??= ResolveShards();

    /// <summary>Leaves just one shard, for an act that is for one alone.</summary>
    /// <param name="name">Its name; null to leave all.</param>
    /// <param name="cancellationToken">Ends the wait for their names.</param>
    /// <exception cref="VerbException">It is none of the given ones.</exception>
    public async Task ChooseShardAsync(string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return;
        }

        var shards = await Shards.ListAsync(cancellationToken);
        _shards = Shards.Only(shards.FirstOrDefault(shard => shard.Name == name) ?? throw VerbException.Usage(
            $"--to-shard is '{name}'; use one of {string.Join(", ", shards.Select(shard => shard.Name))}."));
    }

    public T? Value<T>(Option<T> option) => _parsed.GetValue(option);

    /// <summary>The value of an argument that may be left out.</summary>
    public T? ValueIfAny<T>(Argument<T> argument) => _parsed.GetValue(argument);

    public T Value<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>The schemas that the user gave; null when none.</summary>
    /// <exception cref="VerbException">A file cannot be read, or is none.</exception>
    public JobSchemas? FindSchemas() => SchemaOptions.Find(_parsed.CommandResult);

    /// <summary>Disposes of something at the end of the run.</summary>
    public T Own<T>(T disposable)
        where T : IDisposable
    {
        _owned.Add(disposable);
        return disposable;
    }

    /// <summary>What a verb is run with.</summary>
    /// <param name="confirmation">Who is asked before something is taken away; null when nobody wants to be.</param>
    public VerbRun ToVerbRun(IConfirmation? confirmation = null)
    {
        var isTable = Output.Format == OutputFormat.Table;
        return new VerbRun(Shards, Output, Host.Clock)
        {
            Confirmation = confirmation,
            Display = Host.CanDrawOnError && isTable ? new ProgressBar(Host) : null,
            IsAttended = Host.ErrorIsTerminal && isTable,
        };
    }

    public async ValueTask DisposeAsync()
    {
        Output.Dispose();
        _owned.ForEach(static owned => owned.Dispose());
        if (_shards is not null)
        {
            await _shards.DisposeAsync();
        }
    }

    private ShardRoster ResolveShards()
    {
        var settings = _context.Options.ShardSettingsOf(_parsed);
        var access = settings.Open(Host);
        if (settings.InsteadOfConfigFile(Host) is { } instead)
        {
            Output.Say($"--config is not read, as {instead} names the shards.");
        }

        return new ShardRoster(access, _parsed.GetValue(_context.Options.Shards) ?? ShardSelection.All);
    }
}
