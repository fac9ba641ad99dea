using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class WorkFindVerb : AnswerVerb
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The job." };

    public WorkFindVerb(VerbContext context)
        : base(context, "find", "Which thread runs a job, and since when.", "work find b4a577edbccf1d805744efa9") =>
        Arguments.Add(_jid);

    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var jid = JobOptions.Distinct([run.Value(_jid)])[0];
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Work.FindWorkAsync(jid, ct), cancellationToken);
        Work[] found = [.. answers.Ok.Select(a => a.Value).OfType<Work>()];
        string[] missing = found.Length == 0 ? [jid] : [];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<Work>(WorkRow.Of(run.Host.Clock), found),
            RowsName = "work",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("missing");
                json.WriteTexts(missing);
            },
            ShowsDetails = true,
            NotFound = [.. missing.Select(m => $"job {m} does not run now; 'job find {m}' looks everywhere.")],
        };
    }
}
