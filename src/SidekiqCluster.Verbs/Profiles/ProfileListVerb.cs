using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Profiles that jobs left behind in the last day (Sidekiq 8), latest expiry first.</summary>
internal sealed record ProfileListVerb : AnswerVerb
{
    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
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
