using System.CommandLine;

namespace SidekiqCluster.Cli.Commands;

/// <summary>The name of a sorted set as an argument.</summary>
internal sealed class SetArgument
{
    private readonly Argument<string> _name;
    private readonly string[] _names;

    public SetArgument(Command command, params string[] names)
    {
        _names = names;
        _name = new("set") { HelpName = string.Join('|', names), Description = "The set." };
        _name.CompletionSources.Add(names);
        command.Arguments.Add(_name);
    }

    /// <exception cref="CliException">It is none of the sets.</exception>
    public string Read(Run run)
    {
        var name = run.Value(_name);
        return _names.Contains(name)
            ? name
            : throw CliException.Usage($"'{name}' is no set here; use {string.Join(", ", _names)}.");
    }
}
