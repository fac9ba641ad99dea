namespace SidekiqCluster.Snapshots;

/// <summary>
/// The server's counts of all commands that can change a list other than at its ends or by taking entries out: while they
/// stay the same, nobody has put anything into the middle of any list, or a whole list into the place of another.
/// </summary>
/// <param name="Counts">
/// The server's run, its history, and the counts; null when they are not to be had: INFO is forbidden, the program does
/// not count, or a replica answers, which takes over lists uncounted when it synchronises anew.
/// </param>
/// <param name="Infos">How often INFO ran: what shows that the counts were reset meanwhile.</param>
internal readonly record struct ServerEpoch(string? Counts, long Infos)
{
    /// <summary>The commands, as <c>INFO commandstats</c> names them; calls inside scripts and transactions count too.</summary>
    /// <remarks>
    /// LREM and LTRIM are not among them, as taking out shows in the arithmetic of places; nor are pushes and pops. Modules
    /// and DEBUG can do anything.
    /// </remarks>
    public const string Commands =
        "lset linsert rename renamenx restore restore-asking copy move sort swapdb debug replicaof slaveof config|resetstat";

    /// <summary>Nothing is known.</summary>
    public static ServerEpoch Unknown => default;

    /// <summary>
    /// Whether a command among <see cref="Commands"/> certainly, or possibly, ran between an earlier moment and this one;
    /// null when nothing tells.
    /// </summary>
    /// <remarks>
    /// CONFIG RESETSTAT shows by its own count the first time. Later ones show by the count of INFO, of which each look is
    /// one itself: it falls, unless INFO ran as often since the reset as ever before it.
    /// </remarks>
    public bool? HasEnded(ServerEpoch earlier) =>
        Counts is null || earlier.Counts is null ? null : Counts != earlier.Counts || Infos <= earlier.Infos;
}
