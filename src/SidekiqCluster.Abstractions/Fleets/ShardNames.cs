using SidekiqCluster.Filters;

namespace SidekiqCluster.Fleets;

/// <summary>Says that the fleet knows no such shard, label or value, and what it knows instead.</summary>
internal static class ShardNames
{
    private const int Shown = 10;

    /// <summary>The error for a name, or a part of a selection, that means no shard.</summary>
    /// <param name="what">What it is, such as <c>shard</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="known">All names of that kind.</param>
    public static ShardUnknownException Unknown(string what, string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        IReadOnlyList<string> near = names.Length == 0 ? [] : NearNames.Of(name, names);
        var hint = near.Count == 0 ? string.Empty : $" (did you mean {string.Join(" or ", near.Take(Shown))}?)";
        return new ShardUnknownException($"The fleet has no {what} '{name}'{hint}; it has {List(names)}.", name);
    }

    /// <summary>Some of the names, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "none",
        <= Shown => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} more",
    };
}
