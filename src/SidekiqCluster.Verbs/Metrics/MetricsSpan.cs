namespace SidekiqCluster.Verbs;

/// <summary>How far back metrics are asked for.</summary>
internal sealed record MetricsSpan
{
    private const int DefaultMinutes = 60;
    private const int MostMinutes = 480;
    private const int MostHours = 72;

    /// <summary>The last minutes, by the minute; null for 60, unless hours are given.</summary>
    public int? Minutes { get; init; }

    /// <summary>The last hours, by ten minutes. Only Sidekiq 8 keeps these.</summary>
    public int? Hours { get; init; }

    /// <exception cref="VerbException">Both are given, or one is out of its bounds.</exception>
    public MetricsWindow ToWindow() => (Minutes, Hours) switch
    {
        ({ }, { }) => throw VerbException.Usage("--minutes and --hours are both given; use one of them."),
        ( < 1 or > MostMinutes, _) => throw VerbException.Usage($"--minutes is '{Minutes}'; use 1 to {MostMinutes}."),
        (_, < 1 or > MostHours) => throw VerbException.Usage($"--hours is '{Hours}'; use 1 to {MostHours}."),
        (null, { } hours) => MetricsWindow.LastHours(hours),
        var (minutes, _) => MetricsWindow.LastMinutes(minutes ?? DefaultMinutes),
    };
}
