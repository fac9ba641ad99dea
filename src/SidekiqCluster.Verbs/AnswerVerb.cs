using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs;

/// <summary>A verb whose answer is there as a whole before it is written.</summary>
internal abstract record AnswerVerb : Verb
{
    /// <summary>Asks without writing.</summary>
    /// <exception cref="VerbException">A parameter is wrong, or the caller may not.</exception>
    public Task<Answer> AnswerAsync(VerbRun run, CancellationToken cancellationToken)
    {
        run.Caller.Demand(Role);
        return AskAsync(run, cancellationToken);
    }

    /// <summary>Asks the shards. All parameters are checked before the first one is asked.</summary>
    protected abstract Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken);

    protected sealed override async Task<ExitCode> WriteAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(run, cancellationToken);
        run.Output.Write(answer);
        return answer.ExitCode;
    }
}
