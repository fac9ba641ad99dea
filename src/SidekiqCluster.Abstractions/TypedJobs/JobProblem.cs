namespace SidekiqCluster;

/// <summary>Why the current signatures of the worker classes could not run a stored job. Never holds a value of its arguments.</summary>
/// <param name="Class">The Ruby class, of an Active Job its own; null when the payload names none.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">The same as a sentence; alike for elements of one array, so that jobs can be counted by it.</param>
public sealed record JobProblem(string? Class, JobProblemKind Kind, string Message);
