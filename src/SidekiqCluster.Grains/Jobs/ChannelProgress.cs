using System.Threading.Channels;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Reports into a channel, in order and at once.</summary>
internal sealed class ChannelProgress<T>(ChannelWriter<T> writer) : IProgress<T>
{
    public void Report(T value) => writer.TryWrite(value);
}
