namespace SidekiqCluster.Verbs.Acts;

/// <summary>Whoever answers before an act that takes things away, or that is on more than what was named.</summary>
internal interface IConfirmation
{
    /// <summary>Makes sure that somebody can be asked; before the first shard is.</summary>
    /// <exception cref="VerbException">Nobody can be.</exception>
    void Demand();

    /// <summary>Asks a question, and returns if the answer is yes.</summary>
    /// <exception cref="VerbException">It is anything else.</exception>
    Task AskAsync(string question, CancellationToken cancellationToken);
}
