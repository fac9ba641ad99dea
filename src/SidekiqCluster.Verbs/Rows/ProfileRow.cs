using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A profile of one shard.</summary>
internal sealed record ProfileRow(string Shard, ProfileRecord Profile)
{
    public static IReadOnlyList<Column<ProfileRow>> All { get; } =
    [
        Columns.Shard<ProfileRow>(row => row.Shard),
        Columns.Text<ProfileRow>("key", row => row.Profile.Key).AsAddress(),
        Columns.Text<ProfileRow>("token", row => row.Profile.Token).OnlyInDetails(),
        Columns.Text<ProfileRow>("jid", row => row.Profile.Jid).OnlyInDetails(),
        Columns.Text<ProfileRow>("type", row => row.Profile.Type),
        Columns.Time<ProfileRow>("started_at", row => row.Profile.StartedAt),
        Columns.Duration<ProfileRow>("elapsed", row => row.Profile.Elapsed),
        Columns.Bytes<ProfileRow>("size", row => row.Profile.Size),
        Columns.Time<ProfileRow>("expires_at", row => row.Profile.ExpiresAt),
    ];
}
