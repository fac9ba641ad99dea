using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>The usual help, followed by the examples of the verb, or of all verbs below a noun.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in ExamplesOf(parseResult.CommandResult.Command))
        {
            output.WriteLine($"  {CommandLine.Name} {example}");
        }

        return (int)ExitCode.Done;
    }

    private static IEnumerable<string> ExamplesOf(Command command) =>
        command is CliCommand verb ? verb.Examples : command.Subcommands.SelectMany(c => ExamplesOf(c).Take(1));
}
