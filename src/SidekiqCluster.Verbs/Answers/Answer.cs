using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>What a verb found: rows, how each shard fared, and what there is to say besides.</summary>
internal sealed class Answer
{
    /// <summary>How each shard that was asked fared.</summary>
    public required IReadOnlyList<ShardOutcome> Shards { get; init; }

    /// <summary>The rows: the whole content of tables, JSON lines and CSV.</summary>
    public required IRows Rows { get; init; }

    /// <summary>What a table shows instead, when that differs: sums and each shard's part.</summary>
    public IRows? TableRows { get; init; }

    /// <summary>The key of the rows in the JSON envelope; null when <see cref="WriteEnvelope"/> writes them all.</summary>
    public string? RowsName { get; init; }

    /// <summary>Writes what else the JSON envelope has, as properties.</summary>
    public Action<Utf8JsonWriter>? WriteEnvelope { get; init; }

    /// <summary>Whether a table shows all about each row instead of a line per row.</summary>
    public bool ShowsDetails { get; init; }

    /// <summary>Sentences for stderr, in any format.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Sentences for stderr that only a reader of a table needs, such as "no jobs".</summary>
    public IReadOnlyList<string> TableWords { get; init; } = [];

    /// <summary>How to go on: the cursor of the next page, if there is one.</summary>
    public string? Cursor { get; init; }

    /// <summary>What was named and not found; each is told on stderr and makes the exit code 5.</summary>
    public IReadOnlyList<string> NotFound { get; init; } = [];

    /// <summary>What the work itself came to, apart from gaps and missing things.</summary>
    public ExitCode Verdict { get; init; }

    /// <summary>The exit code that the answer deserves.</summary>
    public ExitCode ExitCode => ExitCodes.Worst(
        Shards.Count > 0 && Shards.All(s => !s.IsOk) ? ExitCode.Failed : ExitCode.Done,
        Shards.Any(s => !s.IsOk) ? ExitCode.ShardMissing : ExitCode.Done,
        NotFound.Count > 0 ? ExitCode.NotFound : ExitCode.Done,
        Verdict);
}
