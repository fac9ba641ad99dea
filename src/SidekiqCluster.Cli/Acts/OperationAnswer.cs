using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Shards;

namespace SidekiqCluster.Cli.Acts;

/// <summary>What an act on jobs answers: the sum over the shards, each shard's part, and what was named and is not there.</summary>
internal static class OperationAnswer
{
    /// <param name="operation">The act's name.</param>
    /// <param name="isDryRun">Whether nothing was changed.</param>
    /// <param name="answers">What became of the jobs in each shard.</param>
    /// <param name="missing">The names of jobs that are not there; null when none were named.</param>
    /// <param name="isCancelled">Whether it ended before all was done.</param>
    /// <param name="verdict">What else came of it.</param>
    public static Answer Of(
        string operation,
        bool isDryRun,
        ShardAnswers<OperationResult> answers,
        IReadOnlyList<string>? missing = null,
        bool isCancelled = false,
        ExitCode verdict = ExitCode.Done) =>
        Of(operation, isDryRun, answers, missing, isCancelled ? ExitCode.Cancelled : verdict, [.. (missing ?? []).Select(name => $"job {name} is not there; it may be done, deleted or running.")]);

    /// <summary>The answer of an act on a place that is in no shard.</summary>
    public static Answer NotFound<T>(string operation, bool isDryRun, ShardAnswers<T> answers, string message) =>
        Of(operation, isDryRun, answers.Select(_ => OperationSum.AllDone(0, isDryRun)), [], ExitCode.Done, [message]);

    private static Answer Of(
        string operation,
        bool isDryRun,
        ShardAnswers<OperationResult> answers,
        IReadOnlyList<string>? missing,
        ExitCode verdict,
        IReadOnlyList<string> notFound)
    {
        // A shard that was lost half-way is a gap, and has a result all the same.
        OperationRow[] rows =
            [.. answers.All.Where(a => a.Value is not null).Select(a => new OperationRow(a.Shard, operation, isDryRun, a.Value))];
        var sum = new OperationRow(StatsRow.SumName, operation, isDryRun, OperationSum.Of([.. rows.Select(row => row.Result!)]));
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<OperationRow>(OperationRow.All, rows),
            TableRows = sum.Result is { Matched: > 0 }
                ? new Rows<OperationRow>(OperationRow.All, [.. rows, .. answers.All.Count > 1 ? [sum] : Array.Empty<OperationRow>()])
                : new Rows<OperationRow>(OperationRow.All, []),
            WriteEnvelope = json =>
            {
                new Rows<OperationRow>(OperationRow.Totals, [sum]).WriteProperties(json, 0);
                json.WritePropertyName("missing");
                json.WriteTexts(missing ?? []);
                json.WriteStartObject("by_shard");
                foreach (var answer in answers.All)
                {
                    json.WriteRow(answer.Shard, OperationRow.Counts, rows.FirstOrDefault(row => row.Shard == answer.Shard));
                }

                json.WriteEndObject();
            },
            Words = sum.Result?.Warnings ?? [],
            TableWords = [.. WordsOf(sum, isNamed: missing is not null)],
            NotFound = notFound,
            Verdict = verdict == ExitCode.Done ? VerdictOf(sum.Result, isNamed: missing is not null) : verdict,
        };
    }

    /// <summary>
    /// Jobs that failed or are unknown weigh more than those that were refused. That somebody else took a job meanwhile
    /// matters only where just this job was wanted.
    /// </summary>
    private static ExitCode VerdictOf(OperationResult? sum, bool isNamed) => sum switch
    {
        null => ExitCode.Done,
        { Failed: > 0 } or { Unknown: > 0 } => ExitCode.Failed,
        { Refused: > 0 } => ExitCode.Refused,
        { Gone: > 0 } when isNamed => ExitCode.NotFound,
        _ => ExitCode.Done,
    };

    private static IEnumerable<string> WordsOf(OperationRow sum, bool isNamed)
    {
        if (sum.Result is not { } result)
        {
            yield break;
        }

        if (result.Matched == 0 && !isNamed)
        {
            yield return "No such jobs.";
        }

        foreach (var (reason, count) in result.Reasons)
        {
            yield return $"{Human.Count(count, "job")}: {reason.TrimEnd('.')}.";
        }

        if (sum.IsDryRun)
        {
            yield return "Dry run: nothing was changed.";
        }
    }
}
