namespace SidekiqCluster.Demo;

/// <summary>The clients of an installation: they push jobs as long as queues are short, and schedule as many as have become due.</summary>
/// <param name="installation">Where they push.</param>
/// <param name="app">Whose jobs they are.</param>
internal sealed class SimulatedClient(Installation installation, DemoApp app)
{
    /// <summary>How many jobs are scheduled at most.</summary>
    public const int MostScheduled = 80;

    private const int MostWaiting = 300;
    private const int MostPushed = 3;

    private readonly Random _random = installation.Random;

    /// <summary>Pushes a few jobs, and schedules one if there is room.</summary>
    public async Task PushAsync()
    {
        for (var i = _random.Next(0, MostPushed + 1); i > 0; i--)
        {
            var job = app.Any(_random);
            if (await installation.Redis.ListLengthAsync($"queue:{job.Queue}") < MostWaiting)
            {
                await installation.EnqueueAsync(job.Queue, Installation.Text(job.ToPayload(installation, installation.Now, isEnqueued: true)));
            }
        }

        if (await installation.Redis.SortedSetLengthAsync("schedule") < MostScheduled)
        {
            await ScheduleAsync(installation.Now, MinutesAhead());
        }
    }

    /// <summary>Schedules a job.</summary>
    /// <param name="createdAt">When it is pushed.</param>
    /// <param name="delay">How long after now it is due.</param>
    public Task ScheduleAsync(DateTimeOffset createdAt, TimeSpan delay) => installation.AddToSetAsync(
        "schedule", installation.Now + delay, Installation.Text(app.Any(_random).ToPayload(installation, createdAt, isEnqueued: false)));

    /// <summary>Some soon, so that there is something to see; the others within a day.</summary>
    private TimeSpan MinutesAhead() => TimeSpan.FromSeconds(_random.Next(20, _random.Next(2) == 0 ? 300 : 86_400));
}
