namespace SidekiqCluster.TestKit.Traffic;

/// <summary>A change of a list, as the command that makes it in Redis.</summary>
/// <param name="Name">The command.</param>
/// <param name="Arguments">What follows the key; <see cref="Key"/> stands for the key again.</param>
public readonly record struct ListCommand(string Name, params object[] Arguments)
{
    /// <summary>Stands for the list's own key among the arguments.</summary>
    public static object Key { get; } = new();
}
