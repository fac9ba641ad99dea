using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobFindCommand : VerbCommand
{
    private readonly Argument<string[]> _jids = new("jid")
    {
        HelpName = "JID",
        Description = "The jobs to look for.",
        Arity = ArgumentArity.OneOrMore,
    };

    public JobFindCommand(CommandContext context)
        : base(
            context,
            "find",
            "Where jobs are, over queues, sets and running work. Reads every job of the shards.",
            "job find b4a577edbccf1d805744efa9",
            "job find b4a577edbccf1d805744efa9 2f8a1c9d7e6b5a4938271605 --format jsonl") => Arguments.Add(_jids);

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new JobLookupVerb { Jids = run.Value(_jids) };
}
