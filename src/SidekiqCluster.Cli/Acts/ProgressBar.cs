using System.Globalization;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using Spectre.Console;

namespace SidekiqCluster.Cli.Acts;

/// <summary>Draws how far long work has come, on a terminal's error stream: a bar per shard with rate and time left.</summary>
internal sealed class ProgressBar(CliHost host) : IActDisplay
{
    /// <summary>Does the work under a bar, which is gone afterwards.</summary>
    public Task<T> ShowAsync<T>(
        IEnumerable<KeyValuePair<string, long>> totals, ActProgress progress, Func<Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = string.IsNullOrEmpty(host.Environment("NO_COLOR")) ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = Math.Max(host.Width(), 20);
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var tasks = totals.ToDictionary(
                    total => total.Key, total => context.AddTask(Markup.Escape(SafeText.OneLine(total.Key)), maxValue: Math.Max(total.Value, 1)));
                progress.Moved += (shard, now) =>
                {
                    // More can match than were counted before.
                    var task = tasks[shard];
                    task.MaxValue = Math.Max(task.MaxValue, now.Matched);
                    task.Value = now.Matched;
                };
                return await work();
            });
    }

    /// <summary><c>1200/5000  830/s</c>.</summary>
    private sealed class RateColumn : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override Spectre.Console.Rendering.IRenderable Render(
            Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(string.Create(
                CultureInfo.InvariantCulture, $"{task.Value:0}/{task.MaxValue:0} {task.Speed ?? 0:0}/s"));
    }
}
