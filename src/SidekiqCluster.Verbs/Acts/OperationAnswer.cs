using SidekiqCluster.Operations;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs.Acts;

/// <summary>What an act on jobs answers: the sum over the shards, each shard's part, and what was named and is not there.</summary>
/// <param name="Operation">The act's name.</param>
/// <param name="IsDryRun">Whether nothing was changed.</param>
/// <param name="Results">What became of the jobs in each shard.</param>
internal sealed record OperationAnswer(string Operation, bool IsDryRun, ShardAnswers<OperationResult> Results)
{
    /// <summary>The names of jobs that are not there; null when none were named.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>What to say when the place itself is in no shard.</summary>
    public string? NotFound { get; init; }

    /// <summary>What came of it beside the jobs' own fates, such as that it was cancelled.</summary>
    public ExitCode Verdict { get; init; }

    /// <summary>What a person should know when jobs were done.</summary>
    public string? Afterword { get; init; }

    private bool IsNamed => Missing is not null;

    public Answer ToAnswer()
    {
        // A shard that was lost half-way is a gap, and has a result all the same.
        OperationRow[] rows = [.. Results.All.Where(a => a.Value is not null).Select(a => RowOf(a.Shard, a.Value))];
        var sum = RowOf(StatsRow.SumName, OperationSum.Of([.. rows.Select(row => row.Result!)]));
        return new Answer
        {
            Shards = Results.Outcomes,
            Rows = new Rows<OperationRow>(OperationRow.All, rows),
            TableRows = sum.Result is { Matched: > 0 }
                ? new Rows<OperationRow>(OperationRow.All, [.. rows, .. Results.All.Count > 1 ? [sum] : Array.Empty<OperationRow>()])
                : new Rows<OperationRow>(OperationRow.All, []),
            WriteEnvelope = json =>
            {
                new Rows<OperationRow>(OperationRow.Totals, [sum]).WriteProperties(json, 0);
                json.WritePropertyName("missing");
                json.WriteTexts(Missing ?? []);
                json.WriteStartObject("by_shard");
                foreach (var answer in Results.All)
                {
                    json.WriteRow(answer.Shard, OperationRow.Counts, rows.FirstOrDefault(row => row.Shard == answer.Shard));
                }

                json.WriteEndObject();
            },
            Words = sum.Result?.Warnings ?? [],
            TableWords = sum.Result is { } result ? [.. WordsOf(result)] : [],
            NotFound = NotFound is null
                ? [.. (Missing ?? []).Select(name => $"job {name} is not there; it may be done, deleted or running.")]
                : [NotFound],
            Verdict = Verdict == ExitCode.Done ? VerdictOf(sum.Result) : Verdict,
        };
    }

    /// <summary>
    /// Jobs that failed or are unknown weigh more than those that were refused. That somebody else took a job meanwhile
    /// matters only where just this job was wanted.
    /// </summary>
    private ExitCode VerdictOf(OperationResult? sum) => sum switch
    {
        null => ExitCode.Done,
        { Failed: > 0 } or { Unknown: > 0 } => ExitCode.Failed,
        { Refused: > 0 } => ExitCode.Refused,
        { Gone: > 0 } when IsNamed => ExitCode.NotFound,
        _ => ExitCode.Done,
    };

    private OperationRow RowOf(string shard, OperationResult? result) => new(shard, Operation, IsDryRun, result);

    private IEnumerable<string> WordsOf(OperationResult sum)
    {
        if (sum.Matched == 0 && !IsNamed && NotFound is null)
        {
            yield return "No such jobs.";
        }

        foreach (var (reason, count) in sum.Reasons)
        {
            yield return $"{Human.Count(count, "job")}: {reason.TrimEnd('.')}.";
        }

        if (IsDryRun)
        {
            yield return "Dry run: nothing was changed.";
        }
        else if (Afterword is not null && sum.Done > 0)
        {
            yield return Afterword;
        }
    }
}
