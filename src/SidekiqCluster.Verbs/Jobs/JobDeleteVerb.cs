using System.Text.Json.Serialization;
using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Verbs;

/// <summary>Removes jobs for good, malformed ones too.</summary>
internal sealed record JobDeleteVerb : JobActVerb
{
    /// <summary>Opens what each job is saved to first; null to save none.</summary>
    [JsonIgnore]
    public Func<SavedJobWriter>? Save { get; init; }

    /// <summary>What a person should know when jobs were saved.</summary>
    [JsonIgnore]
    public string? SavedWords { get; init; }

    public override string Name => "delete";

    protected override bool TakesAway => true;

    protected override JobAct ActOf(VerbRun run) => new(Name, string.Empty, (shard, jobs, options, ct) =>
        shard.Operations.DeleteAsync(jobs, Save is null || options.IsDryRun ? options : options with { Save = Save() }, ct))
    {
        Afterword = SavedWords,
    };
}
