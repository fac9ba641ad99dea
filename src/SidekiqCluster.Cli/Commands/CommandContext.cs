namespace SidekiqCluster.Cli.Commands;

/// <summary>What every verb is given when the command tree is built.</summary>
internal sealed record CommandContext(CliHost Host, GlobalOptions Options);
