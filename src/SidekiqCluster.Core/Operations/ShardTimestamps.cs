using System.Globalization;
using System.Text;

namespace SidekiqCluster.Operations;

/// <summary>
/// The present as the processes of a shard write it into payloads: milliseconds as an integer when all living ones are
/// Sidekiq 8, else seconds with a fraction, which every version reads. Which of them is asked at most every ten seconds,
/// and never where the options say it.
/// </summary>
internal sealed class ShardTimestamps(ProcessSet processes, TimeProvider clock, TimestampUnit unit)
{
    private const int FirstWithMilliseconds = 8;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private Answer? _last;

    /// <summary>The present.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The present as a JSON number.</summary>
    public async Task<byte[]> GetNowAsync(CancellationToken cancellationToken)
    {
        var countsMilliseconds = await AreAllSidekiq8Async(cancellationToken).ConfigureAwait(false);
        return Encoding.ASCII.GetBytes(Write(clock.GetUtcNow(), countsMilliseconds));
    }

    /// <summary>Whether there are living processes, all of Sidekiq 8 or newer.</summary>
    public async ValueTask<bool> AreAllSidekiq8Async(CancellationToken cancellationToken)
    {
        if (unit != TimestampUnit.Automatic)
        {
            return unit == TimestampUnit.Milliseconds;
        }

        if (_last is { } last && clock.GetElapsedTime(last.At) < Memory)
        {
            return last.CountsMilliseconds;
        }

        var at = clock.GetTimestamp();
        var living = await processes.ListAsync(cancellationToken).ConfigureAwait(false);
        var answer = new Answer(at, living.Count > 0 && living.All(static process => Major(process.Version) >= FirstWithMilliseconds));
        _last = answer;
        return answer.CountsMilliseconds;
    }

    /// <summary>A time in the one spelling or the other.</summary>
    internal static string Write(DateTimeOffset time, bool countsMilliseconds) => countsMilliseconds
        ? time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)

        // Never without a fraction: Sidekiq 8 takes an integer for milliseconds.
        : EpochTime.ToSeconds(time).ToString("0.0#####", CultureInfo.InvariantCulture);

    // Before 7.0.2 a process does not tell its version.
    private static int Major(string? version) =>
        int.TryParse(version?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    private sealed record Answer(long At, bool CountsMilliseconds);
}
