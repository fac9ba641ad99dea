using System.Runtime.CompilerServices;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Operations;

/// <summary>
/// What an operation has put into places that it reads itself, so that it does not act on its own work: 20 to 32 bytes
/// per job, and nothing for places that it does not read.
/// </summary>
/// <param name="read">The sources that the operation reads; null when its jobs were read before.</param>
internal sealed class MovedJobs(JobSources? read)
{
    private const int Mark = 1;

    private readonly long _seed = Random.Shared.NextInt64();
    private readonly Dictionary<JobSource, SeenSet> _places = [];

    /// <summary>Remembers the jobs of a chunk that stand where they went, or may do so.</summary>
    public void Add(IReadOnlyList<ActStep> steps, IReadOnlyList<ActOutcome> outcomes)
    {
        foreach (var (step, outcome) in steps.Zip(outcomes))
        {
            if (step.Verb is ActVerb.ToQueue or ActVerb.ToSet
                && outcome.State is ActState.Done or ActState.Unknown
                && IsRead(step.Target))
            {
                PlaceOf(step.Target).TryAdd(PayloadDigest.Of(step.NewBytes.Span, _seed), Mark);
            }
        }
    }

    /// <summary>Whether the job stands where this operation has put it.</summary>
    public bool Contains(JobRecord job) =>
        _places.TryGetValue(job.Source, out var place)
        && !Unsafe.IsNullRef(ref place.Find(PayloadDigest.Of(job.Raw.Span, _seed)));

    private bool IsRead(JobSource source) => read?.Includes(source) == true;

    private SeenSet PlaceOf(JobSource source) =>
        _places.TryGetValue(source, out var place) ? place : _places[source] = new SeenSet();
}
