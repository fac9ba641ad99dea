using System.Runtime.CompilerServices;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Client.Calls;

/// <summary>
/// What a stream has given already, so that it can be begun again: a job comes once, equal copies as often as they were met in
/// one reading at most. 20 to 32 bytes per job, twice that once it was begun again.
/// </summary>
internal sealed class GivenJobs
{
    private readonly long _seed = Random.Shared.NextInt64();
    private readonly SeenSet _given = new();
    private SeenSet? _met;

    /// <summary>The reading begins again.</summary>
    public void Restart() => _met = new SeenSet();

    /// <summary>Whether the job that was read next is to be given; if so, it counts as given.</summary>
    public bool Take(JobRecord job)
    {
        var digest = PayloadDigest.Of(job.Raw.Span, _seed ^ job.Source.GetHashCode());
        if (_met is not null)
        {
            ref var given = ref _given.Find(digest);
            if (Increase(_met, digest) <= (Unsafe.IsNullRef(ref given) ? 0 : given))
            {
                return false;
            }
        }

        Increase(_given, digest);
        return true;
    }

    private static int Increase(SeenSet set, PayloadDigest digest)
    {
        if (set.TryAdd(digest, 1))
        {
            return 1;
        }

        return ++set.Find(digest);
    }
}
