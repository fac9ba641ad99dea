using System.Text;
using SidekiqCluster.Passes;
using SidekiqCluster.TestKit.Traffic;

namespace SidekiqCluster.Core.Tests.Passes;

/// <summary>The sorted set of a model, which changes before each read.</summary>
internal sealed class ModelSetReader(SetTraffic traffic, bool isDescending) : ISetReader
{
    private const int Buckets = 16;

    public int Scans { get; private set; }

    public bool IsDescending => isDescending;

    public Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        traffic.Step();
        var entries = isDescending ? traffic.Entries.Reverse() : traffic.Entries;
        return Task.FromResult(entries.Skip((int)from).Take(count).Select(ToRaw).ToArray());
    }

    public Task<SetScanPage> ScanAsync(ulong cursor, int count, CancellationToken cancellationToken)
    {
        Scans++;
        traffic.Step();
        var members = traffic.Entries.Where(entry => entry.Member.Length * 7 % Buckets == (int)cursor).Select(ToRaw);
        return Task.FromResult(new SetScanPage((cursor + 1) % Buckets, [.. members]));
    }

    public Task<long> CountBeforeAsync(double score, CancellationToken cancellationToken) =>
        Task.FromResult((long)traffic.Entries.Count(entry => isDescending ? entry.Score > score : entry.Score < score));

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => Task.FromResult((long)traffic.Entries.Count);

    private static RawEntry ToRaw((string Member, double Score) entry) => new(Encoding.UTF8.GetBytes(entry.Member), entry.Score);
}
