namespace SidekiqCluster.Verbs.Answers;

/// <summary>How an answer is written.</summary>
internal enum OutputFormat
{
    /// <summary>For people: columns that fit the terminal.</summary>
    Table,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>One JSON object per row and line, without an envelope.</summary>
    Jsonl,

    /// <summary>RFC 4180 with a header; nested values as JSON.</summary>
    Csv,
}
