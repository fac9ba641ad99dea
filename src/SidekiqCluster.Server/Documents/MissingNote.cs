namespace SidekiqCluster.Server.Documents;

/// <summary>An endpoint is about something that may not be there.</summary>
internal sealed record MissingNote;
