namespace SidekiqCluster.Generators.Emission;

/// <summary>The types that generated code names.</summary>
internal static class Known
{
    public const string Reader = "global::System.Text.Json.Utf8JsonReader";
    public const string Writer = "global::System.Text.Json.Utf8JsonWriter";
    public const string ArgsReader = "global::SidekiqCluster.ArgsReader";
    public const string ArgsWriter = "global::SidekiqCluster.ArgsWriter";
    public const string Fit = "global::SidekiqCluster.JobArgsFit";
    public const string Schema = "global::SidekiqCluster.JobSchema";
    public const string MaybeNullWhenFalse = "[global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] ";
    public const string NotNullWhenTrue = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] ";
}
