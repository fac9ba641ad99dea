namespace SidekiqCluster;

/// <summary>Many jobs of one class that are to be pushed.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.BulkJobRequest")]
public sealed record BulkJobRequest : PushOptions
{
    /// <summary>The Ruby class that performs them.</summary>
    /// <value>Not empty, no blanks.</value>
    [Id(0)]
    public required string Class { get; init; }

    /// <summary>
    /// The jobs. They are read as they are pushed, a few slices ahead and never again, so a lazy sequence of any length
    /// costs no memory.
    /// </summary>
    [Id(1)]
    public required IEnumerable<BulkJob> Jobs { get; init; }

    /// <summary>Gives each job a random time within this span from now; of less than 5 s, within 5 s.</summary>
    /// <value>Default null: none. Greater than zero; not together with a time or delay, or with times of single jobs.</value>
    [Id(2)]
    public TimeSpan? Spread { get; init; }

    /// <summary>Jobs that share all but their arguments.</summary>
    /// <param name="arguments">The arguments of each.</param>
    public static IEnumerable<BulkJob> Each(IEnumerable<JsonArguments> arguments) => arguments.Select(BulkJob.FromJsonArguments);

    /// <summary>Jobs with a time each, as Ruby's <c>push_bulk</c> takes them.</summary>
    /// <param name="arguments">The arguments of each.</param>
    /// <param name="times">When each is due: as many times as there are jobs.</param>
    /// <exception cref="ArgumentException">There are more of the one than of the other.</exception>
    public static IEnumerable<BulkJob> Each(IReadOnlyCollection<JsonArguments> arguments, IReadOnlyCollection<DateTimeOffset> times)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(times);
        return arguments.Count == times.Count
            ? arguments.Zip(times, static (args, at) => new BulkJob(args, at))
            : throw new ArgumentException($"{times.Count} times for {arguments.Count} jobs; give one for each.", nameof(times));
    }
}
