using System.Diagnostics;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Servers;

/// <summary>Others who push a thousand jobs a second to a queue and pop as many, until this is disposed of.</summary>
internal sealed class QueueRush : IDisposable
{
    private const double PerMillisecond = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly BareLink _link;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _end = new();
    private readonly string _key;
    private int _number;

    public QueueRush(int port, string queue, int firstNumber)
    {
        _link = new BareLink(port);
        _key = $"queue:{queue}";
        _number = firstNumber;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
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
        var start = Stopwatch.GetTimestamp();
        var done = 0;
        do
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(start).TotalMilliseconds * PerMillisecond); done < due; done++)
            {
                _link.Write("LPUSH", _key, ManyJobs.Json(_number++));
                _link.Write("RPOP", _key);
            }

            _link.Drain();
        }
        while (!_end.Wait(Pause));
    }
}
