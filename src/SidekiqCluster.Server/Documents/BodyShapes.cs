using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Documents;

/// <summary>Bodies that endpoints read by themselves.</summary>
internal static class BodyShapes
{
    /// <summary>A job to push; Sidekiq's other fields may stand in it too.</summary>
    public static JsonShape NewJob { get; } = JsonShape.Object(
        ("class", JsonShape.Text),
        ("args", JsonShape.ListOf(JsonShape.Any)),
        ("queue", JsonShape.Text with { IsOptional = true }),
        ("jid", JsonShape.Text with { IsOptional = true }),
        ("at", JsonShape.Any with { IsOptional = true }),
        ("retry", JsonShape.Any with { IsOptional = true })) with
    {
        Name = "NewJob",
        IsOpen = true,
    };

    /// <summary>A line of a file of deleted jobs: a job, or which of those before were kept after all.</summary>
    public static JsonShape SavedJob { get; } = JsonShape.Object(
        ("chunk", JsonShape.Text),
        ("shard", JsonShape.Text with { IsOptional = true }),
        ("source", JsonShape.Text with { IsOptional = true }),
        ("score", JsonShape.Any with { IsOptional = true }),
        ("raw", JsonShape.Text with { IsOptional = true }),
        ("raw_base64", JsonShape.Text with { IsOptional = true }),
        ("kept", JsonShape.ListOf(JsonShape.Whole) with { IsOptional = true })) with
    {
        Name = "SavedJob",
    };
}
