namespace SidekiqCluster.Clients;

/// <summary>The present, as the payloads of one slice tell it.</summary>
/// <param name="now">The time.</param>
/// <param name="json">The same as the shard's processes write it: a JSON number.</param>
/// <param name="areAllSidekiq8">Whether every living process is Sidekiq 8 or newer.</param>
internal sealed class PushMoment(DateTimeOffset now, byte[] json, bool areAllSidekiq8)
{
    public DateTimeOffset Now { get; } = now;

    public byte[] Json { get; } = json;

    public bool AreAllSidekiq8 { get; } = areAllSidekiq8;
}
