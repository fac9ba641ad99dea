using System.Globalization;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// The processor time that a server's only working thread uses from one chunk of an operation to the next: the script,
/// and what is read in between. Unlike the time on the clock, it does not grow when others keep the machine busy.
/// </summary>
internal sealed class ServerTimeWatch(IServer server) : IProgress<OperationProgress>, IProgress<long>
{
    private TimeSpan? _last;

    /// <summary>The most of one chunk.</summary>
    public TimeSpan Longest { get; private set; }

    public void Report(OperationProgress value) => Measure();

    public void Report(long value) => Measure();

    private void Measure()
    {
        var now = Read();
        if (_last is { } last && now - last > Longest)
        {
            Longest = now - last;
        }

        _last = now;
    }

    private TimeSpan Read() => server.Info("cpu")
        .SelectMany(section => section)
        .Where(field => field.Key is "used_cpu_user_main_thread" or "used_cpu_sys_main_thread")
        .Aggregate(
            TimeSpan.Zero, (sum, field) => sum + TimeSpan.FromSeconds(double.Parse(field.Value, CultureInfo.InvariantCulture)));
}
