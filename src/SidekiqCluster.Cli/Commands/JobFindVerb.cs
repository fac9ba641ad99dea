using System.CommandLine;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobFindVerb : JobLookupVerb
{
    private readonly Argument<string[]> _jids = new("jid")
    {
        HelpName = "JID",
        Description = "The jobs to look for.",
        Arity = ArgumentArity.OneOrMore,
    };

    public JobFindVerb(VerbContext context)
        : base(
            context,
            "find",
            "Where jobs are, over queues, sets and running work. Reads every job of the shards.",
            "job find b4a577edbccf1d805744efa9",
            "job find b4a577edbccf1d805744efa9 2f8a1c9d7e6b5a4938271605 --format jsonl") => Arguments.Add(_jids);

    protected override bool ShowsDetails => false;

    protected override IReadOnlyList<string> JidsOf(Run run) => run.Value(_jids);
}
