using System.CommandLine;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Commands;

/// <summary>The name of a sorted set as an argument.</summary>
internal sealed class SetArgument
{
    private readonly Argument<string> _name;
    private readonly IReadOnlyList<string> _names;

    public SetArgument(Command command, IReadOnlyList<string> names)
    {
        _names = names;
        _name = new("set") { HelpName = string.Join('|', names), Description = "The set." };
        _name.CompletionSources.Add([.. names]);
        command.Arguments.Add(_name);
    }

    /// <exception cref="VerbException">It is none of the sets.</exception>
    public string Read(Run run) => SetName.Checked(run.Value(_name), _names);
}
