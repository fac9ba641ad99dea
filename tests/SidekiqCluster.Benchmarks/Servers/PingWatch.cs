using System.Diagnostics;

namespace SidekiqCluster.Benchmarks.Servers;

/// <summary>A second connection that pings all the time, once a millisecond: what other users of the server notice.</summary>
internal sealed class PingWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly BareLink _link;
    private readonly Thread _thread;
    private readonly List<TimeSpan> _pings = [];
    private readonly ManualResetEventSlim _end = new();

    public PingWatch(int port)
    {
        _link = new BareLink(port);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends it: the longest ping.</summary>
    public TimeSpan End()
    {
        _end.Set();
        _thread.Join();
        return _pings.Max();
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
        _link.Dispose();
    }

    private void Run()
    {
        do
        {
            var start = Stopwatch.GetTimestamp();
            _link.Ask("PING");
            _pings.Add(Stopwatch.GetElapsedTime(start));
        }
        while (!_end.Wait(Pause));
    }
}
