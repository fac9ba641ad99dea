using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Fleets;

namespace SidekiqCluster.Cli.Commands;

/// <summary>One run of a verb: its values, its shards and its output.</summary>
internal sealed class Run : IAsyncDisposable
{
    private readonly VerbContext _context;
    private readonly ParseResult _parsed;
    private ShardRoster? _shards;

    public Run(VerbContext context, ParseResult parsed)
    {
        _context = context;
        _parsed = parsed;
        Output = new AnswerWriter(context.Host, parsed.GetValue(context.Options.Format));
        IsWatch = parsed.GetValue(context.Options.Watch);
    }

    public CliHost Host => _context.Host;

    public AnswerWriter Output { get; }

    /// <summary>Whether the list is to be redrawn until cancelled.</summary>
    public bool IsWatch { get; }

    /// <summary>The verb as the user wrote it, without options.</summary>
    public string VerbPath => UsageError.PathOf(_parsed.CommandResult);

    /// <summary>The shards to ask; resolved when first used, so that values are checked before.</summary>
    /// <exception cref="CliException">None is given, or wrongly.</exception>
    public ShardRoster Shards => _shards ??= ResolveShards();

    /// <summary>Leaves just one shard, for an act that is for one alone.</summary>
    /// <param name="name">Its name; null when only one is given.</param>
    /// <param name="cancellationToken">Ends the wait for their names.</param>
    /// <exception cref="CliException">It is none of the given ones, or there are several to choose from.</exception>
    public async Task ChooseShardAsync(string? name, CancellationToken cancellationToken)
    {
        var shards = await Shards.ListAsync(cancellationToken);
        var names = string.Join(", ", shards.Select(shard => shard.Name));
        var chosen = name is null && shards.Count == 1 ? shards[0] : shards.FirstOrDefault(shard => shard.Name == name);
        if (chosen is null)
        {
            throw CliException.Usage(name is null
                ? $"'{VerbPath}' is for one shard; choose with --to-shard one of {names}."
                : $"--to-shard is '{name}'; use one of {names}.");
        }

        _shards = Shards.Only(chosen);
    }

    public T? Value<T>(Option<T> option) => _parsed.GetValue(option);

    /// <summary>The value of an argument that may be left out.</summary>
    public T? ValueIfAny<T>(Argument<T> argument) => _parsed.GetValue(argument);

    public T Value<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>The schemas that the user gave; null when none.</summary>
    /// <exception cref="CliException">A file cannot be read, or is none.</exception>
    public JobSchemas? FindSchemas() => SchemaOptions.Find(_parsed.CommandResult);

    public async ValueTask DisposeAsync()
    {
        Output.Dispose();
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
