using System.Text.Json;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli;

/// <summary>What a run printed, and how it ended.</summary>
internal sealed record CliResult(ExitCode ExitCode, string Output, string Error)
{
    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>The output's lines.</summary>
    public string[] Lines => Output.TrimEnd('\n').Split('\n');

    /// <summary>The only line of the error stream.</summary>
    public string ErrorLine => Error.TrimEnd('\n') is var line && !line.Contains('\n') && line.Length > 0
        ? line
        : throw new InvalidOperationException($"The error stream has not exactly one line: <{Error}>");
}
