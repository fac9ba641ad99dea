using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// The server's counts of certain commands at one moment. While they stay the same, nobody has done any of it, to any key:
/// what a look at a source itself could not see.
/// </summary>
/// <param name="Counts">
/// The server's run, its history, and the counts; null when they are not to be had: INFO is forbidden, the program does
/// not count, or a replica answers, which takes over data uncounted when it synchronises anew.
/// </param>
/// <param name="Infos">How often INFO ran: what shows that the counts were reset meanwhile.</param>
internal readonly record struct ServerEpoch(string? Counts, long Infos)
{
    /// <summary>
    /// All that puts something into the middle of a list, or a whole list into the place of another. Not LREM and LTRIM, as
    /// taking out shows in the arithmetic of places; nor pushes and pops.
    /// </summary>
    /// <remarks>
    /// As <c>INFO commandstats</c> names them; calls inside scripts and transactions count too. Modules can do anything.
    /// </remarks>
    public const string ListCommands = "lset linsert sort " + AnyData;

    /// <summary>All that adds to a sorted set, takes out, or changes a score, but for deleting or replacing all of it.</summary>
    public const string SetCommands =
        "zadd zincrby zrem zremrangebyscore zremrangebyrank zremrangebylex zpopmin zpopmax bzpopmin bzpopmax zmpop bzmpop "
        + "zunionstore zinterstore zdiffstore zrangestore geoadd geosearchstore georadius georadiusbymember " + AnyData;

    private const string AnyData =
        "rename renamenx restore restore-asking copy move swapdb debug replicaof slaveof config|resetstat";

    /// <summary>What stands before a script that asks for the counts.</summary>
    public static string Script { get; } = EmbeddedScript.Read("Snapshots/Epochs/epoch");

    /// <summary>Nothing is known.</summary>
    public static ServerEpoch Unknown => default;

    /// <summary>What the script's function answered.</summary>
    public static ServerEpoch Read(RedisResult counts, RedisResult infos) =>
        (string?)counts is { Length: > 0 } known ? new ServerEpoch(known, (long)infos) : Unknown;

    /// <summary>
    /// Whether a command of those certainly, or possibly, ran between an earlier moment and this one; null when nothing
    /// tells.
    /// </summary>
    /// <remarks>
    /// CONFIG RESETSTAT shows by its own count the first time. Later ones show by the count of INFO, of which each look is
    /// one itself: it falls, unless INFO ran as often since the reset as ever before it.
    /// </remarks>
    public bool? HasEnded(ServerEpoch earlier) =>
        Counts is null || earlier.Counts is null ? null : Counts != earlier.Counts || Infos <= earlier.Infos;
}
