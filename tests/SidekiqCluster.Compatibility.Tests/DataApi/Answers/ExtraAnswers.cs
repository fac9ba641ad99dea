using System.Globalization;
using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about what came with Sidekiq 7 and 8: deploy marks, iteration, profiles.</summary>
internal static class ExtraAnswers
{
    public static async Task CompareDeployMarksAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var today = DateOnly.FromDateTime(shard.TimeProvider.GetUtcNow().UtcDateTime);
        var marks = await shard.Deploys.GetMarksAsync(today, TestContext.Current.CancellationToken);
        comparison.Compare("deploy_marks", theirs, marks.ToDictionary(
            mark => Shape.Label(mark.At), mark => (object?)mark.Label));
    }

    public static async Task CompareIterationAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        foreach (var question in theirs.EnumerateObject())
        {
            var state = await shard.Iterations.GetAsync(question.Name, TestContext.Current.CancellationToken);
            var answers = state is null ? null : new Dictionary<string, object?>
            {
                ["jid"] = state.Jid,
                ["executions"] = state.Executions,
                ["runtime"] = state.Runtime,
                ["cursor"] = state.Cursor,
                ["cancelled"] = state.CancelledAt,
                ["raw"] = Raw(question.Value.GetProperty("raw"), state),
            };
            comparison.Compare($"iteration/{question.Name}", question.Value, answers);
        }
    }

    public static async Task CompareProfilesAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var answers = new List<object?>();
        foreach (var profile in await shard.Profiles.ListAsync(cancellationToken))
        {
            await using var stream = await shard.Profiles.OpenDataAsync(profile.Key, cancellationToken);
            using var data = new MemoryStream();
            await stream!.CopyToAsync(data, cancellationToken);
            answers.Add(new Dictionary<string, object?>
            {
                ["key"] = profile.Key,
                ["started_at"] = profile.StartedAt,
                ["jid"] = profile.Jid,
                ["type"] = profile.Type,
                ["token"] = profile.Token,
                ["size"] = profile.Size,
                ["elapsed"] = profile.Elapsed,
                ["data"] = data.ToArray(),
            });
        }

        comparison.Compare("profiles", theirs, new Dictionary<string, object?>
        {
            ["size"] = await shard.Profiles.CountAsync(cancellationToken),
            ["each"] = answers,
        });
    }

    /// <summary>The hash itself, of which we keep the cursor's text.</summary>
    private static Dictionary<string, object?> Raw(JsonElement theirs, IterationState state) =>
        Shape.Fields(theirs, field => field.Name switch
        {
            "c" => state.CursorText,
            "ex" => state.Executions?.ToString(CultureInfo.InvariantCulture),
            "rt" => state.Runtime?.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "cancelled" => state.CancelledAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            _ => NotAsked.Value,
        });
}
