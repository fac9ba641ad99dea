using SidekiqCluster.Cli.Output;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A verb that asks and prints the answer, once or again and again.</summary>
internal abstract class AnswerVerb(
    VerbContext context, string name, string description, params IReadOnlyList<string> examples)
    : Verb(context, name, description, examples)
{
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(2);

    /// <summary>Whether <c>--watch</c> makes sense: for lists and totals, not for a thing that was named.</summary>
    public virtual bool CanWatch => true;

    protected override async Task<ExitCode> RunAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.IsWatch)
        {
            return await WatchAsync(run, cancellationToken);
        }

        var answer = await AskAsync(run, cancellationToken);
        run.Output.Write(answer);
        return answer.ExitCode;
    }

    /// <summary>Asks the shards.</summary>
    protected abstract Task<Answer> AskAsync(Run run, CancellationToken cancellationToken);

    private async Task<ExitCode> WatchAsync(Run run, CancellationToken cancellationToken)
    {
        if (!CanWatch)
        {
            throw CliException.Usage($"--watch is for lists; run '{run.VerbPath}' without it.");
        }

        if (run.Output.Format != OutputFormat.Table)
        {
            throw CliException.Usage("--watch draws tables; leave out --format, or ask once.");
        }

        while (true)
        {
            var answer = await AskAsync(run, cancellationToken);
            run.Output.Redraw($"{run.VerbPath}  {Human.Time(run.Host.Clock.GetUtcNow())}  every 2 s until Ctrl-C");
            run.Output.Write(answer);
            await Task.Delay(WatchPeriod, run.Host.Clock, cancellationToken);
        }
    }
}
