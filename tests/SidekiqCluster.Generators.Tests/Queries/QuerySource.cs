namespace SidekiqCluster.Generators.Tests.Queries;

/// <summary>The program around generated lambdas: a worker class of every type, values to capture, and what runs the lambdas.</summary>
internal static class QuerySource
{
    public const string Types = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Numerics;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using SidekiqCluster;

        public enum Kind { Small, Large, [JsonStringEnumMemberName("XL")] Huge, Big = Large }

        public record Inner(string Name, long? Cap = 10)
        {
            public Kind Size { get; init; } = Kind.Large;
        }

        public record Hash(string Currency, Inner? Inner = null)
        {
            public Inner Nested { get; init; } = new("nested");
        }

        [SidekiqJob("Shop::Job")]
        public partial record Job(
            long Id, string Text, string? MaybeText, bool Flag, bool? MaybeFlag, decimal Amount, double Rate, sbyte Small, int? Count,
            BigInteger Big, DateOnly Day, DateTimeOffset Moment, DateOnly? MaybeDay, Kind Kind, Kind? MaybeKind, List<int?> Holes,
            string[] Words, Dictionary<string, long> Map, Hash Hash, Hash? MaybeHash, JsonElement Any, IReadOnlyList<Inner> Inners,
            int Limit = 10, string Mode = "fast", int? Other = 5, Kind Last = Kind.Huge, params long[] Ids)
        {
            public string Computed => Text + Mode;
        }

        public static class Known
        {
            public static readonly long[] Longs = [7, 9, 10];
            public static List<int?> MaybeInts { get; } = [5, null, 10];
            public static HashSet<string> Words { get; } = ["a", "fast", ""];
            public static IEnumerable<Kind> Kinds => [Kind.Large, Kind.Huge];
            public static readonly string?[] MaybeTexts = ["a", null];
            public static DateOnly[] Days => [new(2026, 11, 23)];
            public static readonly long[]? Nothing = null;
            public static Hash Hash { get; } = new("EUR");
            public static readonly string Text = "a";
            public static string? Null => null;
            public static int? NullInt => null;
            public static double NaN => double.NaN;
            public static DateTimeOffset Moment { get; } = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);
            public static bool Yes => true;
            public static long Seven() => 7;
            public static bool Check(TypedJob<Job> job) => job.Args.Id == 7;
        }

        public sealed class Outcome
        {
            public string? Message { get; set; }
            public JobFilter? Filter { get; set; }
            public bool?[] Answers { get; set; } = [];
        }

        public static class Runner
        {
            public static Outcome Run(Expression<Func<TypedJob<Job>, bool>> lambda, TypedJob<Job>[] jobs)
            {
                var outcome = new Outcome();
                try
                {
                    outcome.Filter = Array.Empty<JobRecord>().Jobs<Job>().Where(lambda).ToFilter();
                }
                catch (JobExpressionException exception)
                {
                    outcome.Message = exception.Message;
                    return outcome;
                }

                var compiled = lambda.Compile();
                outcome.Answers = Array.ConvertAll(jobs, job => job.Mismatch is null ? Ask(compiled, job) : (bool?)null);
                return outcome;
            }

            private static bool? Ask(Func<TypedJob<Job>, bool> compiled, TypedJob<Job> job)
            {
                try
                {
                    return compiled(job);
                }
                catch (Exception)
                {
                    return false;
                }
            }
        }

        """;

    private const string Captured = "var id = 7L; var text = \"a\"; int index = 0; Inner inner = new(\"x\", 5);";

    /// <summary>A program that asks queries by the lambdas, each on a line of its own: what the analyzer reads.</summary>
    public static (string Source, int FirstLine) Asking(IReadOnlyList<string> lambdas) => (
        Types + "#nullable disable\n" + string.Concat(lambdas.Select((lambda, i) =>
            $"static class L{i} {{ static object Ask(TypedJobQuery<Job> q) {{ {Captured} return q.Where(j => {lambda}); }} }}\n")),
        Types.Count(character => character == '\n') + 1);

    /// <summary>A program that holds the lambdas in variables and runs them all.</summary>
    public static string Running(IReadOnlyList<string> lambdas) =>
        Types + "#nullable disable\n" + string.Concat(lambdas.Select((lambda, i) =>
            $"static class L{i} {{ public static Outcome Run(TypedJob<Job>[] jobs) {{ {Captured} return Runner.Run(j => {lambda}, jobs); }} }}\n"))
        + "public static class All { public static Outcome[] Run(JobRecord[] records) { "
        + "var jobs = Array.ConvertAll(records, record => new TypedJob<Job>(record)); return ["
        + string.Join(", ", Enumerable.Range(0, lambdas.Count).Select(i => $"L{i}.Run(jobs)")) + "]; } }\n";
}
