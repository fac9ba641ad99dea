using System.CommandLine;
using System.CommandLine.Parsing;
using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli;

/// <summary>What is wrong with a command line, in one sentence with its remedy.</summary>
internal static class UsageError
{
    private const int LongestQuote = 40;

    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed.CommandResult);
        var help = $"see '{$"{CommandLine.Name} {path}".TrimEnd()} --help'";
        if (parsed.UnmatchedTokens is [var stray, ..])
        {
            return stray switch
            {
                _ when stray.StartsWith('-') => $"{Quote(stray)} is no option here; {help}.",
                _ when command.Subcommands.Count > 0 && command is not CliCommand => $"{Quote(stray)} is no command; use {VerbsOf(command)}; {help}.",
                _ => $"{Quote(stray)} is too much for '{path}'; {help}.",
            };
        }

        if (command.Subcommands.Count > 0 && command is not CliCommand)
        {
            var subject = path.Length == 0 ? "no command is given" : $"'{path}' needs a verb";
            return $"{subject}; use {VerbsOf(command)}; {help}.";
        }

        if (command.Options.FirstOrDefault(o => o.Required && parsed.GetResult(o) is null or { IdentifierTokenCount: 0 }) is { } required)
        {
            return $"'{path}' needs {required.Name} {required.HelpName}; {help}.";
        }

        if (command.Arguments.FirstOrDefault(a => CountOf(parsed, a) < a.Arity.MinimumNumberOfValues) is { } argument)
        {
            return $"'{path}' needs {argument.HelpName}; {help}.";
        }

        var error = parsed.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs {option.Option.HelpName}; {help}.",
            OptionResult option when option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues =>
                $"{option.Option.Name} is given more than once; {help}.",
            _ => error.Message,
        };
    }

    /// <summary>
    /// Makes sure that none of several names is an option that was misspelt: the parser takes it for one more name, and the
    /// act would go on without, say, its dry run.
    /// </summary>
    /// <exception cref="VerbException">One looks like an option.</exception>
    public static void ThrowIfOption(IEnumerable<string> names, string path)
    {
        if (names.FirstOrDefault(name => name.StartsWith("--", StringComparison.Ordinal)) is { } stray)
        {
            throw VerbException.Usage($"{Quote(stray)} is no option here; see '{CommandLine.Name} {path} --help'.");
        }
    }

    /// <summary>
    /// What the user wrote, unless it could hold a password: of an option only its name, and never a URL.
    /// </summary>
    private static string Quote(string token)
    {
        if (token.StartsWith('-'))
        {
            return $"'{token.Split('=', ':')[0]}'";
        }

        return token.Contains("://", StringComparison.Ordinal) || token.Contains('@')
            ? "a URL"
            : $"'{(token.Length <= LongestQuote ? token : token[..LongestQuote] + "…")}'";
    }

    private static int CountOf(ParseResult parsed, Argument argument) => parsed.GetResult(argument)?.Tokens.Count ?? 0;

    private static string VerbsOf(Command command) => string.Join(", ", command.Subcommands.Select(c => c.Name));

    /// <summary>The command as it is written after the tool's name, without options.</summary>
    public static string PathOf(CommandResult command)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = command; at is CommandResult { Parent: not null } here; at = here.Parent)
        {
            names.Push(here.Command.Name);
        }

        return string.Join(' ', names);
    }
}
