namespace SidekiqCluster.Verbs.Answers;

/// <summary>The top of one column.</summary>
/// <param name="Text">Its name.</param>
/// <param name="IsNumber">Whether its values are flush right.</param>
/// <param name="IsCutFirst">Whether it gives way before the others where the terminal is narrow.</param>
internal sealed record TableHeader(string Text, bool IsNumber, bool IsCutFirst);
