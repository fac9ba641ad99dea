using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SidekiqCluster.Server.Documents;

/// <summary>What parameters mean, and a value to try of those that are always needed.</summary>
internal static class ParameterNotes
{
    /// <summary>The parameter for where to look, without which no list of jobs is answered.</summary>
    public const string Sources = "in";

    private static readonly Dictionary<string, (string Description, JsonNode? Example)> All = new()
    {
        [Sources] = ("Where to look: queue:NAME, queues, scheduled, retry, dead, all; several by blanks or commas.", "all"),
        ["where"] = ("A filter, such as 'class:Billing::* error:Timeout*'; all jobs when left out.", null),
        ["order"] = ("newest, which is when left out, or oldest: by place in line (queues) or score (sets).", null),
        ["limit"] = ("How many at most; 25 when left out.", null),
        ["cursor"] = ("What the page before gave as its cursor.", null),
        ["by"] = ("The field that jobs are counted by, such as class, queue, error or args[0].", null),
        ["jid"] = ("The id of a job.", "0123456789abcdef01234567"),
        ["name"] = ("The name of a queue.", "default"),
        ["shard"] = ("The name of a shard.", "eu-3"),
        ["unregistered"] = ("Also queues that Sidekiq does not list. Scans all keys.", null),
        ["set"] = ("scheduled, retry or dead.", "dead"),
        ["identity"] = ("A process: hostname:pid:nonce.", "web-1:4711:0123456789ab"),
        ["minutes"] = ("The last minutes, by the minute, at most 480; 60 when left out.", null),
        ["hours"] = ("The last hours, by ten minutes, at most 72. Only Sidekiq 8 keeps these.", null),
        ["class"] = ("A job class, or in lists a pattern such as 'Billing::*'.", "HardJob"),
        ["days"] = ("How many days (UTC), the newest included; 30 when left out.", null),
        ["from"] = ("The newest day, such as 2026-11-23; today when left out.", null),
        ["interval"] = ("How often the totals are looked at, 100ms to 1h; every 2s when left out.", null),
        ["key"] = ("The key of a profile, as the list gives it.", "alice-4d1f"),
        ["sample"] = ("How many jobs of a class to look into; 1000 when left out, 0 for all.", null),
        ["rate"] = ("How many jobs a second at most, in each shard.", null),
        ["dry_run"] = ("Whether to tell what would be done, and change nothing.", true),
        ["jobs"] = ("How many jobs; 1000 when left out.", null),
    };

    /// <summary>What a parameter means; null when nobody has said so.</summary>
    public static string? DescriptionOf(string name) => All.GetValueOrDefault(name).Description;

    /// <summary>A value to try; null for leaving it out.</summary>
    public static JsonNode? ExampleOf(OpenApiParameter parameter) =>
        !(parameter.Required || parameter.Name == "dry_run") || All.GetValueOrDefault(parameter.Name!).Example is not { } example
            ? null
            : parameter.Schema?.Type?.HasFlag(JsonSchemaType.Array) == true ? new JsonArray(example.DeepClone()) : example.DeepClone();
}
