using SidekiqCluster.Redaction;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Files;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>What a verb is run with.</summary>
/// <param name="Shards">The shards to ask.</param>
/// <param name="Output">Where its answer goes, and what it has to say meanwhile.</param>
/// <param name="Clock">The clock of ages and of times from now.</param>
internal sealed record VerbRun(ShardRoster Shards, AnswerWriter Output, TimeProvider Clock)
{
    /// <summary>For whom it is run.</summary>
    public Caller Caller { get; init; } = Caller.Everything;

    /// <summary>What is kept from viewers.</summary>
    public ArgumentRedaction RedactionOfViewers { get; init; } = ArgumentRedaction.None;

    /// <summary>What is kept from the caller: of each job that is shown, and of each filter before it runs.</summary>
    public ArgumentRedaction Redaction => Caller.Role == VerbRole.Viewer ? RedactionOfViewers : ArgumentRedaction.None;

    /// <summary>A filter as far as it asks for what the caller may see.</summary>
    /// <exception cref="VerbException">It has too many levels.</exception>
    public JobFilter Allowed(JobFilter filter) => Allowed(filter, Redaction.Rewrite);

    /// <summary>A filter as it may be run.</summary>
    /// <param name="filter">What was asked for.</param>
    /// <param name="rewrite">Makes what may be asked of it.</param>
    /// <exception cref="VerbException">It has too many levels.</exception>
    public static JobFilter Allowed(JobFilter filter, Func<JobFilter, JobFilter> rewrite)
    {
        try
        {
            return rewrite(filter);
        }
        catch (ArgumentException e)
        {
            throw new VerbException(ExitCode.Usage, $"--where has {filter.Depth} levels, which are too many here; use a flatter filter.", e);
        }
    }

    /// <summary>Who is shown how far long work has come; null when nobody is.</summary>
    public IActDisplay? Display { get; init; }

    /// <summary>Who is asked before something is taken away; null where nobody wants to be.</summary>
    public IConfirmation? Confirmation { get; init; }

    /// <summary>The caller's files; null where verbs that need one are not run.</summary>
    public IVerbFiles? Files { get; init; }

    /// <summary>Whether a person waits, who is told why nothing seems to happen.</summary>
    public bool IsAttended { get; init; }

    /// <summary>The present.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The caller's files.</summary>
    /// <exception cref="InvalidOperationException">Whoever runs the verb forgot them.</exception>
    public IVerbFiles DemandFiles() => Files ?? throw new InvalidOperationException("The verb is run without the files that it needs.");

    /// <summary>Who must be asked; null when nobody.</summary>
    /// <param name="isNeeded">Whether this act asks at all.</param>
    /// <exception cref="VerbException">Somebody must be asked, and nobody can be.</exception>
    public IConfirmation? DemandConfirmation(bool isNeeded)
    {
        if (!isNeeded)
        {
            return null;
        }

        Confirmation?.Demand();
        return Confirmation;
    }
}
