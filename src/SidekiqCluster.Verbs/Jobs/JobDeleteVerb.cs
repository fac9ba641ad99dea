using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Verbs;

/// <summary>Removes jobs for good, malformed ones too.</summary>
internal sealed record JobDeleteVerb : JobActVerb
{
    /// <summary>Whether each job is first saved to the run's file for that.</summary>
    public bool Saves { get; init; }

    /// <summary>What a person should know when jobs were saved; null for nothing.</summary>
    public string? SavedWords { get; init; }

    public override string Name => "delete";

    protected override bool TakesAway => true;

    protected override JobAct ActOf(VerbRun run)
    {
        // The file appears with the first shard that is worked on.
        var writer = new Lazy<SavedJobWriter>(() => new SavedJobWriter(run.DemandFiles().OpenSaved()));
        return new JobAct(Name, string.Empty, (shard, jobs, options, ct) =>
            shard.Operations.DeleteAsync(jobs, Saves && !options.IsDryRun ? options with { Save = writer.Value } : options, ct))
        {
            Afterword = SavedWords,
        };
    }
}
