namespace SidekiqCluster.Operations;

/// <summary>The jobs of a file, without those that later lines say were kept.</summary>
internal sealed class SavedJobList
{
    private readonly List<SavedJob?> _jobs = [];
    private readonly Dictionary<string, List<int>> _placesByChunk = new(StringComparer.Ordinal);

    /// <exception cref="SavedJobFormatException">The line speaks of jobs that are not there.</exception>
    public void Add(SavedJobLine line, long number)
    {
        if (line.Job is { } job)
        {
            if (!_placesByChunk.TryGetValue(line.Chunk, out var places))
            {
                _placesByChunk[line.Chunk] = places = [];
            }

            places.Add(_jobs.Count);
            _jobs.Add(job);
            return;
        }

        var chunk = _placesByChunk.GetValueOrDefault(line.Chunk);
        foreach (var place in line.Kept)
        {
            if (chunk is null || place < 0 || place >= chunk.Count)
            {
                throw new SavedJobFormatException(number, "speaks of a job that was not saved before it");
            }

            _jobs[chunk[place]] = null;
        }
    }

    public IReadOnlyList<SavedJob> ToList() => [.. _jobs.OfType<SavedJob>()];
}
