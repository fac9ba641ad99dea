using System.CommandLine;
using System.CommandLine.Parsing;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Where the worker classes are told of whose arguments have names.</summary>
internal static class SchemaOptions
{
    private const string Name = "--schema";

    /// <summary><c>--schema FILE...</c>; none when not given.</summary>
    public static Option<string[]> Schema() => new(Name)
    {
        HelpName = "FILE",
        Description = "Schema files (*.sidekiq.json), so that --where takes args.merchant_id for args[0] "
            + "[default: \"schemas\" of the configuration file].",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Gives every verb below that chooses jobs the option.</summary>
    public static void AddTo(Command command)
    {
        if (command.Options.Any(option => option.Name == "--where"))
        {
            command.Options.Add(Schema());
        }

        foreach (var subcommand in command.Subcommands)
        {
            AddTo(subcommand);
        }
    }

    /// <summary>The schemas for a value that is being parsed; null when none are given anywhere.</summary>
    /// <exception cref="VerbException">A file cannot be read, or is none.</exception>
    public static JobSchemas? Find(SymbolResult result) => Read(result) is { Count: > 0 } texts ? SchemaText.Parse(texts) : null;

    /// <summary>The schema files for a value that is being parsed; none when none are given anywhere.</summary>
    /// <exception cref="VerbException">A file cannot be read.</exception>
    public static IReadOnlyList<SchemaText> Read(SymbolResult result)
    {
        var context = ContextOf(result);
        if (result.GetResult(Name) is { Tokens: var files })
        {
            return SchemaFiles.Read(context.Host, [.. files.Select(file => file.Value)]);
        }

        // Of an option without its value there is none to be had; the parser tells the user.
        var isComplete = context.Options.OfShards.All(option => result.GetResult(option) is null or { Tokens.Count: > 0 });
        return isComplete ? SchemaFiles.Read(context.Host, context.Options.ShardSettingsOf(result).FindSchemas(context.Host)) : [];
    }

    private static CommandContext ContextOf(SymbolResult result) =>
        result is CommandResult { Command: SidekiqClusterCommand root } ? root.Verbs : ContextOf(result.Parent!);
}
