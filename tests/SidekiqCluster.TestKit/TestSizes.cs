namespace SidekiqCluster.TestKit;

/// <summary>
/// The sizes of all long tests: small ones by default, full ones with <c>SIDEKIQ_CLUSTER_SOAK=1</c>.
/// </summary>
public static class TestSizes
{
    /// <summary>Whether the full sizes are wanted.</summary>
    public static bool IsSoak { get; } = Environment.GetEnvironmentVariable("SIDEKIQ_CLUSTER_SOAK") == "1";

    /// <summary>Cases of a property test that does no I/O.</summary>
    public static int PropertyCases { get; } = Pick(2_000, 200_000);

    /// <summary>Payloads of one kind of fuzzing: random bytes, mutated JSON, ...</summary>
    public static int FuzzedPayloads { get; } = Pick(5_000, 500_000);

    /// <summary>Seeds of iterating over a queue or set while others change it.</summary>
    public static int IterationSeeds { get; } = Pick(300, 3_000);

    /// <summary>Entries of one score in a set that is read whole.</summary>
    public static int EntriesOfOneScore { get; } = 100_000;

    /// <summary>Random states about which Ruby's API and ours must agree.</summary>
    public static int RubyStates { get; } = Pick(200, 2_000);

    /// <summary>Seeds of refreshing a snapshot of what others change.</summary>
    public static int SnapshotSeeds { get; } = Pick(1_000, 20_000);

    /// <summary>The same on a real server.</summary>
    public static int SnapshotSeedsOnServers { get; } = Pick(60, 2_000);

    /// <summary>Random states on which Ruby's acts and ours must do the same.</summary>
    public static int RubyActSeeds { get; } = Pick(200, 5_000);

    /// <summary>Arrays of random arguments that are pushed and read by Ruby.</summary>
    public static int PushedArguments { get; } = Pick(300, 20_000);

    /// <summary>Quiet moments of working Ruby processes at which both APIs must agree.</summary>
    public static int LiveMoments { get; } = Pick(5, 50);

    /// <summary>A connection is cut after every so many bytes of a request (of a reply: after each).</summary>
    public static int RequestStride { get; } = Pick(5, 1);

    /// <summary>The same while the request carries a script's text, each time over a new connection.</summary>
    public static int FirstRequestStride { get; } = Pick(1499, 1);

    /// <summary>Seeds of acting by filter on a shard where workers are at full speed.</summary>
    public static int BusyShardSeeds { get; } = Pick(300, 10_000);

    /// <summary>Seeds of deleting from a queue by a swap while others are at full speed at it.</summary>
    public static int BusyQueueSeeds { get; } = Pick(120, 10_000);

    /// <summary>Jobs of the queue or set in which the server's time per script is measured.</summary>
    public static int JobsUnderMeasure { get; } = Pick(100_000, 1_000_000);

    /// <summary>Lambdas of typed queries on which analyzer, translation and C# must agree.</summary>
    public static int QueryLambdas { get; } = Pick(2_000, 20_000);

    /// <summary>How often a client is killed at each act.</summary>
    public static int KillsOfAClient { get; } = Pick(3, 40);

    /// <summary>Random runs of operations whose drivers are lost and replaced.</summary>
    public static int LostDrivers { get; } = Pick(150, 5_000);

    /// <summary>Jobs of a snapshot whose memory is measured.</summary>
    public static int JobsInASnapshot { get; } = Pick(50_000, 1_000_000);

    /// <summary>Acts on a shard while readers ask on many threads.</summary>
    public static int ActsBesideReaders { get; } = Pick(80, 5_000);

    /// <summary>Random states of a shard, each made out of the one before, about which its pulse and its readers must agree.</summary>
    public static int PulseStates { get; } = Pick(800, 20_000);

    /// <summary>Jobs of each shard that are retried while a silo is killed.</summary>
    public static int LostSiloJobs { get; } = Pick(2_000, 20_000);

    /// <summary>Jobs of all shards together that are retried while the process of a silo is killed.</summary>
    public static int KilledSiloJobs { get; } = Pick(4_000, 20_000);

    /// <summary>How often the process of a silo is killed, in a cluster of two and in one of three.</summary>
    public static int KillsOfASilo { get; } = Pick(1, 25);

    /// <summary>How long a server is asked by many at once.</summary>
    public static TimeSpan TimeUnderLoad { get; } = TimeSpan.FromSeconds(Pick(4, 30));

    /// <summary>How often the process of a server is killed, in a cluster of three.</summary>
    public static int KillsOfAServer { get; } = Pick(1, 15);

    /// <summary>How long a shard may have no answer after a silo was killed: what is promised, and more where other tests have the cores.</summary>
    public static TimeSpan LongestGap { get; } = TimeSpan.FromSeconds(Pick(30, 10));

    /// <summary>How long silos must bear that all cores are busy.</summary>
    public static TimeSpan BusyTime { get; } = TimeSpan.FromSeconds(Pick(10, 180));

    /// <summary>Shards of a fleet under traffic.</summary>
    public static int Shards { get; } = Pick(10, 100);

    /// <summary>Queues of each of them.</summary>
    public static int QueuesOfAShard { get; } = Pick(10, 100);

    /// <summary>Processes of each of them.</summary>
    public static int ProcessesOfAShard { get; } = Pick(3, 10);

    /// <summary>Moments at which the fleet and its shards must agree.</summary>
    public static int MomentsOfTraffic { get; } = Pick(5, 20);

    private static int Pick(int small, int full) => IsSoak ? full : small;
}
