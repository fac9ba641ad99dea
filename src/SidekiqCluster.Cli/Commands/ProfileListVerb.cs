using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProfileListVerb(VerbContext context) : AnswerVerb(
    context, "list", "Profiles that jobs left behind in the last day (Sidekiq 8), latest expiry first.", "profile list")
{
    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Profiles.ListAsync(ct), cancellationToken);
        ProfileRow[] rows =
        [
            .. answers.Ok.SelectMany(a => a.Value.Select(profile => new ProfileRow(a.Shard, profile)))
                .OrderByDescending(row => row.Profile.ExpiresAt),
        ];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<ProfileRow>(ProfileRow.All, rows),
            RowsName = "profiles",
            TableWords = rows.Length == 0 ? ["No profiles."] : [],
        };
    }
}
