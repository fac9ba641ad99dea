using System.Globalization;
using System.Text;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>
/// The floor of making a list anew: pages of 1000 read and pushed to another list, two pages on their way, over bare sockets. What
/// moves meanwhile is not looked after, and nothing is left out.
/// </summary>
internal static class BareCopy
{
    /// <summary>As the table shows it.</summary>
    public const string Name = "bare LRANGE + RPUSH";

    private const int PageSize = 1000;

    /// <summary>Copies a list and throws the copy away: how many entries.</summary>
    public static long Run(int port, string key)
    {
        const string Copy = "copied";
        using var reading = new BareLink(port);
        using var writing = new BareLink(port);
        var copied = 0L;
        Ask(reading, key, 0);
        while (true)
        {
            Ask(reading, key, copied + PageSize);
            var count = reading.ReadArray();
            if (count == 0)
            {
                break;
            }

            writing.Begin(count + 2);
            writing.Add("RPUSH"u8);
            writing.Add(Encoding.ASCII.GetBytes(Copy));
            for (var left = count; left > 0; left--)
            {
                writing.Add(reading.ReadEntry());
            }

            writing.Flush();
            while (writing.Owed > 1)
            {
                writing.Skip();
            }

            copied += count;
        }

        reading.Drain();
        writing.Drain();
        writing.Ask("UNLINK", Copy);
        return copied;
    }

    private static void Ask(BareLink link, string key, long from)
    {
        link.Write("LRANGE", key, from.ToString(CultureInfo.InvariantCulture), (from + PageSize - 1).ToString(CultureInfo.InvariantCulture));
        link.Flush();
    }
}
