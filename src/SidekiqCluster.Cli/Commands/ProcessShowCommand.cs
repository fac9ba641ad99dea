using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProcessShowCommand : VerbCommand
{
    private readonly Argument<string> _identity = new("id")
    {
        HelpName = "ID",
        Description = "The process's identity, hostname:pid:nonce.",
    };

    public ProcessShowCommand(CommandContext context)
        : base(context, "show", "All about one living process.", "process show worker.1:13859:7746e7181a72") =>
        Arguments.Add(_identity);

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new ProcessShowVerb { Identity = run.Value(_identity) };
}
