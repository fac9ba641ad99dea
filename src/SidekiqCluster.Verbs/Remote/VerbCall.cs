using System.Text.Json;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Remote;

/// <summary>A verb that somebody has a server run for them.</summary>
/// <param name="Verb">Its name, see <see cref="VerbCatalog"/>.</param>
/// <param name="Parameters">Its parameters, in snake case.</param>
/// <param name="Shards">Which shards; null for all.</param>
/// <param name="Format">How to write the answer.</param>
internal sealed record VerbCall(string Verb, JsonElement Parameters, string? Shards, OutputFormat Format)
{
    /// <summary>The columns of the terminal that shows the answer; null when none does.</summary>
    public int? TerminalWidth { get; init; }

    /// <summary>Whether tables may be coloured.</summary>
    public bool UsesColour { get; init; }

    /// <summary>Whether a person waits, who is told why nothing seems to happen.</summary>
    public bool IsAttended { get; init; }

    /// <summary>Whether the caller shows how far long work has come.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Whether the caller wants to be asked before something is taken away.</summary>
    public bool WantsQuestion { get; init; }

    /// <summary>Why the caller cannot be asked although it should be; null when it can.</summary>
    public string? CannotBeAsked { get; init; }
}
