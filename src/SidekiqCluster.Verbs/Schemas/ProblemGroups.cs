using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Jobs that could not run, counted by class and reason. Holds one job per group, and a bounded number of groups.</summary>
internal sealed class ProblemGroups
{
    private const int Most = 1000;

    private readonly Dictionary<JobProblem, ProblemRow> _groups = [];

    /// <summary>How many jobs could not run.</summary>
    public long Jobs { get; private set; }

    /// <summary>The groups, malformed jobs first, then by class, the most frequent reason first.</summary>
    public IReadOnlyList<ProblemRow> Rows =>
    [
        .. _groups.Values
            .OrderBy(row => row.Problem.Class, StringComparer.Ordinal)
            .ThenByDescending(row => row.Count)
            .ThenBy(row => row.Problem.Message, StringComparer.Ordinal),
    ];

    public void Add(JobProblem problem, JobRecord job)
    {
        Jobs++;
        var key = _groups.Count < Most || _groups.ContainsKey(problem)
            ? problem
            : new JobProblem(null, problem.Kind, "There are more groups than are listed; these are the rest.");
        _groups[key] = _groups.TryGetValue(key, out var row) ? row with { Count = row.Count + 1 } : new ProblemRow(key, 1, job);
    }
}
