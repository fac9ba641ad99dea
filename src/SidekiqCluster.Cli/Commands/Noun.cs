using System.CommandLine;

namespace SidekiqCluster.Cli.Commands;

/// <summary>What a group of verbs is about.</summary>
internal sealed class Noun : Command
{
    public Noun(string name, string description, params IEnumerable<CliCommand> verbs)
        : base(name, description)
    {
        foreach (var verb in verbs)
        {
            Subcommands.Add(verb);
        }
    }
}
