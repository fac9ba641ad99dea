using System.Globalization;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>The floor of reading a list: pages of 1000, two on their way, over a bare socket.</summary>
internal static class BareReader
{
    /// <summary>As the table shows it.</summary>
    public const string Name = "bare LRANGE";

    /// <summary>The same with a search in each entry.</summary>
    public const string ScanName = "bare LRANGE + IndexOf";

    private const int PageSize = 1000;

    /// <summary>Looks at an entry, which is gone afterwards.</summary>
    public delegate void Look(ReadOnlySpan<byte> entry);

    /// <summary>Reads a list from its head to its end: how many entries.</summary>
    public static long Read(BareLink link, string key, Look? look = null)
    {
        var asked = 0;
        var read = 0L;
        Ask();
        Ask();
        while (true)
        {
            var count = link.ReadArray();
            for (var left = count; left > 0; left--)
            {
                var entry = link.ReadEntry();
                look?.Invoke(entry);
            }

            read += count;
            if (count < PageSize)
            {
                link.Drain();
                return read;
            }

            Ask();
        }

        void Ask()
        {
            link.Write(
                "LRANGE",
                key,
                asked.ToString(CultureInfo.InvariantCulture),
                (asked + PageSize - 1).ToString(CultureInfo.InvariantCulture));
            link.Flush();
            asked += PageSize;
        }
    }
}
