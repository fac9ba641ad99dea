using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>A page of the jobs of queues and sets.</summary>
internal sealed record JobListVerb : AnswerVerb
{
    /// <summary>Where to look.</summary>
    public required JobSources In { get; init; }

    /// <summary>Which of their jobs.</summary>
    public JobFilter Where { get; init; } = JobFilter.All;

    /// <summary>By place in line (queues) or score (sets).</summary>
    public JobOrder Order { get; init; } = JobOrder.NewestFirst;

    /// <summary>How many jobs at most.</summary>
    public int Limit { get; init; } = JobQuery.DefaultLimit;

    /// <summary>What the page before gave as its cursor; null for the first one.</summary>
    public string? Cursor { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        if (Limit < 1)
        {
            throw VerbException.Usage($"--limit is '{Limit}'; use a positive number.");
        }

        var page = await GetPageAsync(run, cancellationToken);
        return new Answer
        {
            Shards = page.Shards,
            Rows = new Rows<JobRecord>(JobRow.Of<JobRecord>(job => job, run.Clock), [.. page.Jobs.Select(run.Redaction.Show)]),
            RowsName = "jobs",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("cursor");
                json.WriteText(page.Cursor);
            },
            Cursor = page.Cursor,
            TableWords = page.Jobs.Count == 0 ? ["No such jobs."] : [],
        };
    }

    private async Task<ShardsJobPage> GetPageAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var query = new JobQuery { Sources = In, Filter = run.Allowed(Where), Order = Order, Limit = Limit, Cursor = Cursor };
        try
        {
            return await run.Shards.GetPageAsync(query, cancellationToken);
        }
        catch (FormatException e)
        {
            throw new VerbException(ExitCode.Usage, $"--cursor: {e.Message}", e);
        }
    }
}
