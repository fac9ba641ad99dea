using System.Text.Json.Serialization;
using SidekiqCluster.Verbs.Access;

namespace SidekiqCluster.Verbs;

/// <summary>
/// Something that can be asked of shards or done to them; its properties are its parameters. The command line and the server
/// run the same ones, and nothing runs one without asking whether the caller may.
/// </summary>
internal abstract record Verb
{
    /// <summary>Who may run it.</summary>
    [JsonIgnore]
    public virtual VerbRole Role => VerbRole.Viewer;

    /// <summary>Runs it and writes what it found to the run's output.</summary>
    /// <returns>How it ended.</returns>
    /// <exception cref="VerbException">A parameter is wrong, or the caller may not.</exception>
    public Task<ExitCode> RunAsync(VerbRun run, CancellationToken cancellationToken)
    {
        run.Caller.Demand(Role);
        return WriteAsync(run, cancellationToken);
    }

    /// <summary>Does it. All parameters are checked before the first shard is asked.</summary>
    protected abstract Task<ExitCode> WriteAsync(VerbRun run, CancellationToken cancellationToken);
}
