using System.CommandLine;

namespace SidekiqCluster.Cli;

/// <summary>
/// Options may stand before or after the verb. The parser knows a verb's own options only after it, so what precedes the
/// verb is put behind it.
/// </summary>
internal static class ArgumentOrder
{
    public static IReadOnlyList<string> VerbFirst(Command root, IReadOnlyList<string> args)
    {
        var options = AllOptions(root)
            .SelectMany(option => option.Aliases.Append(option.Name).Select(name => (name, option)))
            .DistinctBy(named => named.name)
            .ToDictionary(named => named.name, named => named.option);
        var (path, leading) = (new List<string>(), new List<string>());
        var command = root;
        var next = 0;
        while (next < args.Count && command.Subcommands.Count > 0)
        {
            if (command.Subcommands.FirstOrDefault(c => c.Name == args[next]) is { } subcommand)
            {
                path.Add(args[next++]);
                command = subcommand;
            }
            else if (args[next].StartsWith('-') && args[next] != "--")
            {
                var option = options.GetValueOrDefault(args[next]);
                leading.Add(args[next++]);
                TakeValues(option, command);
            }
            else
            {
                break;
            }
        }

        return [.. path, .. leading, .. args.Skip(next)];

        void TakeValues(Option? option, Command before)
        {
            var most = option is null ? 0 : option.AllowMultipleArgumentsPerToken ? int.MaxValue : option.Arity.MaximumNumberOfValues;
            for (var taken = 0; taken < Math.Min(most, 1) || (taken < most && option!.AllowMultipleArgumentsPerToken); taken++)
            {
                if (next == args.Count || (taken > 0 && IsWord(args[next], before)))
                {
                    break;
                }

                leading.Add(args[next++]);
            }
        }
    }

    private static bool IsWord(string arg, Command command) =>
        arg.StartsWith('-') || command.Subcommands.Any(c => c.Name == arg);

    private static IEnumerable<Option> AllOptions(Command command) =>
        command.Options.Concat(command.Subcommands.SelectMany(AllOptions));
}
