using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProcessShowVerb : AnswerVerb
{
    private readonly Argument<string> _identity = new("id")
    {
        HelpName = "ID",
        Description = "The process's identity, hostname:pid:nonce.",
    };

    public ProcessShowVerb(VerbContext context)
        : base(context, "show", "All about one living process.", "process show worker.1:13859:7746e7181a72") =>
        Arguments.Add(_identity);

    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var identity = run.Value(_identity);
        if (identity.Length == 0)
        {
            throw CliException.Usage("ID is empty; give the identity of a process, see 'process list'.");
        }

        var answers = await run.Shards.AskAsync((shard, ct) => shard.Processes.GetAsync(identity, ct), cancellationToken);
        SidekiqProcess[] found = [.. answers.Ok.Select(a => a.Value).OfType<SidekiqProcess>()];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<SidekiqProcess>(ProcessRow.All, found),
            RowsName = "processes",
            ShowsDetails = true,
            NotFound = found.Length == 0
                ? [$"there is no living process '{identity}'; see '{CommandLine.Name} process list'."]
                : [],
        };
    }
}
