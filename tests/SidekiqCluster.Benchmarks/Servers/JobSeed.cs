using System.Globalization;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Servers;

/// <summary>Puts many jobs into Redis quickly: large commands, many of them on their way.</summary>
internal static class JobSeed
{
    private const int JobsPerCommand = 500;
    private const int CommandsAhead = 8;

    /// <summary>Fills a queue with the jobs of these numbers, the first one to be run first.</summary>
    public static void FillQueue(int port, string queue, int jobs, int first = 0, int database = 0)
    {
        using var link = new BareLink(port, database);
        link.Write("SADD", "queues", queue);
        Send(link, "LPUSH", $"queue:{queue}", first, jobs, scoreOf: null, ManyJobs.Payload);
    }

    /// <summary>Fills a sorted set with the jobs of these numbers, one a second.</summary>
    public static void FillSet(int port, string key, int jobs, Func<int, byte[]>? payloadOf = null, int first = 0, int database = 0)
    {
        using var link = new BareLink(port, database);
        Send(link, "ZADD", key, first, jobs, static number => 1795442402.5 + number, payloadOf ?? ManyJobs.Failed);
    }

    private static void Send(
        BareLink link, string command, string key, int first, int jobs, Func<int, double>? scoreOf, Func<int, byte[]> payloadOf)
    {
        for (var from = first; from < first + jobs; from += JobsPerCommand)
        {
            var count = Math.Min(JobsPerCommand, first + jobs - from);
            link.Begin(2 + (scoreOf is null ? count : 2 * count));
            link.Add(System.Text.Encoding.ASCII.GetBytes(command));
            link.Add(System.Text.Encoding.UTF8.GetBytes(key));
            for (var number = from; number < from + count; number++)
            {
                if (scoreOf is not null)
                {
                    link.Add(System.Text.Encoding.ASCII.GetBytes(scoreOf(number).ToString("R", CultureInfo.InvariantCulture)));
                }

                link.Add(payloadOf(number));
            }

            link.Flush();
            while (link.Owed > CommandsAhead)
            {
                link.Skip();
            }
        }

        link.Drain();
    }
}
