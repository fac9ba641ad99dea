namespace SidekiqCluster.Verbs.Values;

/// <summary>JIDs as they are given.</summary>
internal static class JidArgument
{
    /// <summary>The JIDs that were given, each once.</summary>
    /// <exception cref="VerbException">One is empty.</exception>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> jids) => [.. jids.Distinct().Select(Checked)];

    /// <summary>A JID that is one.</summary>
    /// <exception cref="VerbException">It is empty.</exception>
    public static string Checked(string jid) =>
        jid.Length > 0 ? jid : throw VerbException.Usage("a JID is empty; give the jid of a job, see 'job list'.");
}
