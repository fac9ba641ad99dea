using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>Which stored jobs could not run, as their arguments do not fit the schema of their class.</summary>
internal sealed record SchemaCheckVerb : AnswerVerb
{
    /// <summary>What the arguments of worker classes are.</summary>
    public required IReadOnlyList<SchemaText> Schemas { get; init; }

    /// <summary>Where to look.</summary>
    public required JobSources In { get; init; }

    /// <summary>Which of their jobs.</summary>
    public JobFilter Where { get; init; } = JobFilter.All;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var schemas = SchemaText.Parse(Schemas);
        var jobs = new JobStream(run.Shards, In, run.Redaction.LeaveOut(Where), JobOrder.NewestFirst);
        var groups = new ProblemGroups();
        var count = 0L;
        await foreach (var job in jobs.ReadAsync(cancellationToken))
        {
            count++;
            if (schemas.FindProblem(job) is { } problem)
            {
                groups.Add(problem, job);
            }
        }

        return new Answer
        {
            Shards = jobs.Outcomes,
            Rows = new Rows<ProblemRow>(ProblemRow.All, groups.Rows),
            RowsName = "problems",
            WriteEnvelope = json =>
            {
                json.WriteNumber("checked", count);
                json.WriteNumber("failing", groups.Jobs);
            },
            TableWords = [$"{Human.Count(count, "job")} checked against {Human.Count(schemas.Count, "class", "classes")}; {groups.Jobs} could not run."],
            Verdict = groups.Jobs > 0 ? ExitCode.CheckFound : ExitCode.Done,
        };
    }
}
