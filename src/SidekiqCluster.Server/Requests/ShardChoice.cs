using SidekiqCluster.Filters;
using SidekiqCluster.Fleets;

namespace SidekiqCluster.Server.Requests;

/// <summary>Which shards a request asks, and with what patience: parameters that every request of the API takes.</summary>
/// <param name="Shards">Which of them.</param>
/// <param name="Staleness">How old answers may be; null for the fleet's own.</param>
/// <param name="Timeout">How long one shard is waited for; null for the fleet's own.</param>
internal sealed record ShardChoice(ShardSelection Shards, TimeSpan? Staleness, TimeSpan? Timeout)
{
    /// <summary>The parameter that names shards.</summary>
    public const string ShardsName = "shards";

    /// <summary>The parameter for how old answers may be.</summary>
    public const string StalenessName = "staleness";

    /// <summary>The parameter for how long one shard is waited for.</summary>
    public const string TimeoutName = "timeout";

    /// <exception cref="RequestException">A parameter is wrong.</exception>
    public static ShardChoice Of(HttpRequest request) => new(
        Read(request, ShardsName, ShardSelection.Parse) ?? ShardSelection.All,
        ReadDuration(request, StalenessName, TimeSpan.Zero),
        ReadDuration(request, TimeoutName, TimeSpan.FromMilliseconds(1)));

    /// <summary>The fleet with that patience.</summary>
    public ISidekiqFleet ApplyTo(ISidekiqFleet fleet) => Staleness is null && Timeout is null ? fleet : fleet.With(Staleness, Timeout);

    /// <summary>The chosen shards of the fleet, with that patience.</summary>
    public ISidekiqFleet ChooseIn(ISidekiqFleet fleet) => Shards.IsAll ? ApplyTo(fleet) : ApplyTo(fleet).Shards(Shards.ToString());

    private static T? Read<T>(HttpRequest request, string name, Func<string, T> parse)
        where T : class
    {
        try
        {
            return request.Query[name] is [{ Length: > 0 } text, ..] ? parse(text) : null;
        }
        catch (FormatException e)
        {
            throw RequestException.Bad($"'{name}': {e.Message}", e);
        }
    }

    private static TimeSpan? ReadDuration(HttpRequest request, string name, TimeSpan least) => request.Query[name] is not [{ } text, ..]
        ? null
        : DurationText.TryParse(text, out var duration) && duration >= least && duration <= TimeSpan.FromHours(1)
            ? duration
            : throw RequestException.Bad($"'{name}' is '{text}'; use a duration such as 500ms, 2s or 1m, at most 1h.");
}
