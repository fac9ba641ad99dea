using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Writes a profile's data, gzipped JSON for https://profiler.firefox.com, to the run's output file.</summary>
internal sealed record ProfileSaveVerb : AnswerVerb
{
    /// <summary>The profile's key.</summary>
    public required string Key { get; init; }

    /// <summary>What the file is called in the answer.</summary>
    public required string File { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Profiles.OpenDataAsync(Key, ct), cancellationToken);
        var rows = new List<SavedRow>();
        if (answers.Ok.FirstOrDefault(a => a.Value is not null) is { } found)
        {
            await using var data = found.Value!;
            rows.Add(new SavedRow(found.Shard, Key, File, await run.DemandFiles().WriteOutputAsync(data.CopyToAsync, cancellationToken)));
        }

        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<SavedRow>(SavedRow.All, rows),
            RowsName = "saved",
            NotFound = rows.Count == 0
                ? [$"there is no profile '{Key}', or it has expired; see '{Tool.Name} profile list'."]
                : [],
        };
    }
}
