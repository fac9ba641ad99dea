using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A verb that asks and prints the answer, once or again and again.</summary>
internal abstract class AnswerCommand(
    CommandContext context, string name, string description, params IReadOnlyList<string> examples)
    : CliCommand(context, name, description, examples)
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

        return await AnswerAsync(run, cancellationToken);
    }

    /// <summary>Asks, and writes the answer.</summary>
    protected abstract Task<ExitCode> AnswerAsync(Run run, CancellationToken cancellationToken);

    private async Task<ExitCode> WatchAsync(Run run, CancellationToken cancellationToken)
    {
        if (!CanWatch)
        {
            throw VerbException.Usage($"--watch is for lists; run '{run.VerbPath}' without it.");
        }

        if (run.Output.Format != OutputFormat.Table)
        {
            throw VerbException.Usage("--watch draws tables; leave out --format, or ask once.");
        }

        run.Output.BeforeWrite = output => output.Redraw(
            $"{run.VerbPath}  {Human.Time(run.Host.Clock.GetUtcNow())}  every 2 s until Ctrl-C", run.Host.IsAnsiTerminal);
        while (true)
        {
            await AnswerAsync(run, cancellationToken);
            await Task.Delay(WatchPeriod, run.Host.Clock, cancellationToken);
        }
    }
}
