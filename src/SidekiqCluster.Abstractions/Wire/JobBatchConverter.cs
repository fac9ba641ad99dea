using SidekiqCluster.Grains;

namespace SidekiqCluster.Wire;

/// <summary>
/// The codec of a page of jobs: one block of bytes, of which the jobs that arrive are slices. A batch that stays on its silo
/// is not copied.
/// </summary>
[RegisterConverter]
internal sealed class JobBatchConverter : IConverter<JobBatch, JobBatchSurrogate>
{
    private const int PerJob = 3;

    public JobBatch ConvertFromSurrogate(in JobBatchSurrogate surrogate)
    {
        var places = surrogate.Places;
        var jobs = new JobRecord[places.Length / PerJob];
        var from = 0;
        for (var i = 0; i < jobs.Length; i++)
        {
            var shard = surrogate.Shards[places[PerJob * i]];
            var source = surrogate.Sources[places[(PerJob * i) + 1]];
            var raw = surrogate.Raw.AsMemory(from, places[(PerJob * i) + 2]);
            from += raw.Length;
            jobs[i] = surrogate.Scores.Length > 0 && !double.IsNaN(surrogate.Scores[i])
                ? new SortedEntry(shard, source, raw, surrogate.Scores[i])
                : new JobRecord(shard, source, raw);
        }

        return new JobBatch(jobs);
    }

    public JobBatchSurrogate ConvertToSurrogate(in JobBatch value)
    {
        var (shards, sources) = (new List<string>(), new List<JobSource>());
        var places = new int[PerJob * value.Jobs.Count];
        var scores = value.Jobs.Any(static job => job is SortedEntry) ? new double[value.Jobs.Count] : [];
        var raw = new byte[value.Jobs.Sum(static job => job.Raw.Length)];
        var to = 0;
        for (var i = 0; i < value.Jobs.Count; i++)
        {
            var job = value.Jobs[i];
            places[PerJob * i] = NumberOf(shards, job.Shard);
            places[(PerJob * i) + 1] = NumberOf(sources, job.Source);
            places[(PerJob * i) + 2] = job.Raw.Length;
            job.Raw.Span.CopyTo(raw.AsSpan(to));
            to += job.Raw.Length;
            if (scores.Length > 0)
            {
                scores[i] = (job as SortedEntry)?.Score ?? double.NaN;
            }
        }

        return new JobBatchSurrogate
        {
            Shards = [.. shards],
            Sources = [.. sources],
            Places = places,
            Scores = scores,
            Raw = raw,
        };
    }

    /// <summary>Neighbours mostly share their place, so the last one is looked at first.</summary>
    private static int NumberOf<T>(List<T> known, T value)
    {
        var at = known.LastIndexOf(value);
        if (at < 0)
        {
            known.Add(value);
            at = known.Count - 1;
        }

        return at;
    }
}
