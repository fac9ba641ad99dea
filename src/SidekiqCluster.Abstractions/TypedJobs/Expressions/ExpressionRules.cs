namespace SidekiqCluster.TypedJobs;

/// <summary>
/// What a typed query can be asked, and the words for what it cannot: one table for the translation at run time and for
/// the analyzer at compile time, which is why this file is compiled into both.
/// </summary>
internal static class ExpressionRules
{
    /// <summary>The job itself, where a property of it was needed.</summary>
    public const string JobItself =
        "The job itself cannot be part of the filter; name one of its properties";

    /// <summary>A comparison with a part of the job on both sides.</summary>
    public const string TwoParts =
        "Two parts of a job cannot be compared with each other; compare each with a value that is known before, or " + Leave;

    /// <summary>An index or key that is computed from the job.</summary>
    public const string UnknownIndex =
        "An index or key must be known before; it cannot come from the job, so " + Leave;

    /// <summary>A list of the job that is asked whether it contains a value.</summary>
    public const string ContainsInJob =
        "Lists of a job cannot be asked what they contain, only Tags can; ask for one element by its index, or " + Leave;

    /// <summary>A text compared by anything else than its characters.</summary>
    public const string NotOrdinal =
        "Texts are compared by StringComparison.Ordinal only; write that constant or leave it out";

    /// <summary>A collection that takes, or may take, different texts for equal.</summary>
    public const string OddComparer =
        "The collection may compare in a way of its own; texts are compared by their characters, so use an array, a list or a set with the default comparer";

    /// <summary>An argument without a type.</summary>
    public const string Untyped =
        "A JsonElement has no type to compare by; give the parameter a type, or use Where(JobFilter) as in JobFilter.Parse(\"args[2]=5\")";

    /// <summary>Anything that has no name of its own.</summary>
    public const string Other =
        "This part cannot be asked of stored jobs; compare a property of the job with a value, or " + Leave;

    private const string Leave = "use AsAsyncEnumerable() first and ask there";

    /// <summary>The types whose method Contains looks for an element. That of others looks for a key, as that of a Hashtable does.</summary>
    private static readonly string[] Collections =
    [
        "Collection", "FrozenSet", "HashSet", "ICollection", "IImmutableSet", "IReadOnlySet", "ISet", "ImmutableArray", "ImmutableHashSet",
        "ImmutableList", "ImmutableSortedSet", "KeyCollection", "LinkedList", "List", "Queue", "ReadOnlyCollection", "ReadOnlySet", "SortedSet", "Stack",
    ];

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["At"] = "At",
        ["Bid"] = "Bid",
        ["Class"] = "Class",
        ["CreatedAt"] = "Created",
        ["EnqueuedAt"] = "Enqueued",
        ["ErrorClass"] = "Error",
        ["ErrorMessage"] = "Message",
        ["FailedAt"] = "Failed",
        ["Jid"] = "Jid",
        ["Queue"] = "Queue",
        ["RetriedAt"] = "Retried",
        ["RetryCount"] = "Retry",
        ["Score"] = "Score",
        ["Shard"] = "Shard",
        ["Source"] = "Source",
    };

    private static readonly Dictionary<string, string> Widenings = new(StringComparer.Ordinal)
    {
        ["SByte"] = "Int16 Int32 Int64 Single Double Decimal BigInteger",
        ["Byte"] = "Int16 UInt16 Int32 UInt32 Int64 UInt64 Single Double Decimal BigInteger",
        ["Int16"] = "Int32 Int64 Single Double Decimal BigInteger",
        ["UInt16"] = "Int32 UInt32 Int64 UInt64 Single Double Decimal BigInteger",
        ["Int32"] = "Int64 Double Decimal BigInteger",
        ["UInt32"] = "Int64 UInt64 Double Decimal BigInteger",
        ["Int64"] = "Decimal BigInteger",
        ["UInt64"] = "Decimal BigInteger",
    };

    /// <summary>The field of a filter that a property of a typed job stands for; null when it is none.</summary>
    public static string? FieldOf(string property) => Fields.TryGetValue(property, out var field) ? field : null;

    /// <summary>Whether every value survives the conversion, so that comparing after it is comparing before it.</summary>
    public static bool IsExact(string from, string to) =>
        from == to || (Widenings.TryGetValue(from, out var all) && Array.IndexOf(all.Split(' '), to) >= 0);

    /// <summary>Whether a method of a string looks for a part of it.</summary>
    public static bool IsPartOfText(string method) => method is "StartsWith" or "EndsWith" or "Contains";

    /// <summary>Whether a method tells if a collection holds a value.</summary>
    /// <param name="space">The namespace of the method's type.</param>
    /// <param name="type">The type, without its type parameters.</param>
    /// <param name="method">The method.</param>
    /// <param name="isStatic">Whether the collection is the first argument.</param>
    /// <param name="arguments">The number of arguments; a third one is a comparer, which must be null.</param>
    public static bool IsMembership(string space, string type, string method, bool isStatic, int arguments) =>
        method == "Contains" && (isStatic
            ? arguments is 2 or 3 && (space, type) is ("System.Linq", "Enumerable") or ("System", "MemoryExtensions")
            : arguments == 1 && space.StartsWith("System.Collections", StringComparison.Ordinal) && Array.IndexOf(Collections, type) >= 0);

    /// <summary>A method that has no counterpart in a filter.</summary>
    public static string Method(string type, string name) =>
        $"{type}.{name} cannot be asked of stored jobs; use ==, <, >, StartsWith, EndsWith or Contains, or {Leave}";

    /// <summary>A property that has no counterpart in a filter.</summary>
    public static string Property(string type, string name) =>
        $"{type}.{name} cannot be asked of stored jobs; compare what the job has, or {Leave}";

    /// <summary>An operator over a part of the job.</summary>
    public static string Operator(string symbol) =>
        $"The operator {symbol} cannot be applied to a part of a stored job; apply it to what that is compared with, or {Leave}";

    /// <summary>A hash or list that is compared as a whole.</summary>
    public static string Whole(string type) =>
        $"A whole {type} cannot be compared; compare one of its values, or itself with the word null";

    /// <summary>A conversion after which values compare differently.</summary>
    public static string Conversion(string from, string to) =>
        $"The conversion of a job's {from} to {to} can change the value; compare it with a {from}, or {Leave}";
}
