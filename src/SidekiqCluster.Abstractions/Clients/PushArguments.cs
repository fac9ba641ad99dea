namespace SidekiqCluster.Clients;

/// <summary>The arguments of one typed job, or the reason why there are none.</summary>
/// <param name="Args">The arguments; null when there is a problem.</param>
/// <param name="Problem">Why the job cannot be pushed, a sentence; null when it can.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.PushArguments")]
public readonly record struct PushArguments([property: Id(0)] JsonArguments? Args, [property: Id(1)] string? Problem)
{
    /// <summary>The arguments of a typed job.</summary>
    public static PushArguments Of<T>(T? job)
        where T : class, ISidekiqJobArgs<T>
    {
        if (job is null)
        {
            return new PushArguments(null, "The job is null.");
        }

        try
        {
            return new PushArguments(JsonArguments.From(job), null);
        }
        catch (ArgumentException e)
        {
            return new PushArguments(null, e.Message);
        }
    }
}
