using System.Reflection;
using System.Text;
using CsCheck;

namespace SidekiqCluster.Generators.Tests.Workers;

/// <summary>The two readers of schema files, that of the generator and that of the library, read the same.</summary>
public sealed class SchemaFileAgreementTests
{
    private const int ClassesPerFile = 20;
    private const int Files = 6;

    [Fact]
    public void Schema_OfTheRecordAndOfTheFile_AreTheSame() => SchemaFileGen.File(ClassesPerFile).Sample(
        json =>
        {
            var types = Generate(json).GetTypes().Where(type => type.Name.StartsWith("Job", StringComparison.Ordinal) && !type.IsNested);
            var generated = types.Select(SchemaOf).OrderBy(schema => schema.Class, StringComparer.Ordinal).ToList();
            var read = JobSchemas.Parse(Encoding.UTF8.GetBytes(json));

            Assert.Equal(ClassesPerFile, generated.Count);
            Assert.Equal(generated.Select(Describe), read.Select(Describe));
        },
        iter: Files,
        threads: 1);

    private static Assembly Generate(string json)
    {
        var run = GeneratorRun.On([], [new TestFile("/src/all.sidekiq.json", json)]);
        run.Compiles();
        return run.Load();
    }

    private static JobSchema SchemaOf(Type record) => (JobSchema)record.GetProperty("Schema")!.GetValue(null)!;

    /// <summary>All that a schema says, but where it was found.</summary>
    private static string Describe(JobSchema schema) => string.Join(
        "\n  ",
        [
            $"{schema.Class} {schema.Api} {schema.Options.Queue} {schema.Options.Retry} [{string.Join(",", schema.Options.Tags)}]",
            .. schema.Options.Others.Select(option => $"{option.Key}={option.Value}"),
            .. schema.Parameters.Select(one =>
                $"{one.Position} {one.Name}{Flags(one.IsOptional, one.IsRest, one.IsKeywords)}: {Describe(one.Type)}"),
        ]);

    private static string Describe(JobValueType type) => type.Kind
        + Flags(type.IsNullable)
        + (type.Element is { } element ? $"<{Describe(element)}>" : "")
        + (type.Keys.Count == 0 ? "" : $"({string.Join(", ", type.Keys.Select(key => $"{key.Name}{Flags(key.IsOptional)}: {Describe(key.Type)}"))})");

    private static string Flags(params bool[] flags) => string.Concat(flags.Select((flag, index) => flag ? "?*+"[index].ToString() : ""));
}
