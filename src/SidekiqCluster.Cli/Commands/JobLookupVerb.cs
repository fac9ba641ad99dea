using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Looks jobs up by jid, in every place of every shard.</summary>
internal abstract class JobLookupVerb(
    VerbContext context, string name, string description, params IReadOnlyList<string> examples)
    : AnswerVerb(context, name, description, examples)
{
    public override bool CanWatch => false;

    /// <summary>Whether a table shows all about each job.</summary>
    protected abstract bool ShowsDetails { get; }

    /// <summary>The jobs to look for.</summary>
    protected abstract IReadOnlyList<string> JidsOf(Run run);

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var jids = JobOptions.Distinct(JidsOf(run));
        var answers = await run.Shards.AskAsync((shard, ct) => shard.FindJobsAsync(jids, ct), cancellationToken);
        JobRecord[] jobs = [.. answers.Ok.SelectMany(a => a.Value)];
        string[] missing = [.. jids.Except(jobs.Select(job => job.Jid!))];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<JobRecord>(JobRow.Of<JobRecord>(job => job, run.Host.Clock), jobs),
            RowsName = "jobs",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("missing");
                json.WriteTexts(missing);
            },
            ShowsDetails = ShowsDetails,
            NotFound = [.. missing.Select(jid => $"job {jid} is in no queue or set, nor running; it may be done or deleted.")],
        };
    }
}
