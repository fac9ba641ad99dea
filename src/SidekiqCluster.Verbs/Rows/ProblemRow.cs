using System.Text;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>Jobs that could not run for one reason, with one of them as an example.</summary>
internal sealed record ProblemRow(JobProblem Problem, long Count, JobRecord Example)
{
    public static IReadOnlyList<Column<ProblemRow>> All { get; } =
    [
        Columns.Text<ProblemRow>("class", row => row.Problem.Class),
        Columns.Text<ProblemRow>("reason", row => ReasonOf(row.Problem.Kind)) with { IsCutFirst = false },
        Columns.Text<ProblemRow>("message", row => row.Problem.Message),
        Columns.Count<ProblemRow>("count", row => row.Count),
        Columns.Shard<ProblemRow>(row => row.Example.Shard),
        Columns.Text<ProblemRow>("source", row => row.Example.Source.ToString()),
        Columns.Text<ProblemRow>("jid", row => row.Example.Jid).AsAddress() with { Header = "EXAMPLE" },
        Columns.Text<ProblemRow>("id", row => row.Example.Id.ToString()).OnlyInDetails(),
    ];

    /// <summary><c>UnknownClass</c> as <c>unknown_class</c>.</summary>
    private static string ReasonOf(JobProblemKind kind)
    {
        var words = new StringBuilder();
        foreach (var character in kind.ToString())
        {
            words.Append(char.IsUpper(character) && words.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(character));
        }

        return words.ToString();
    }
}
