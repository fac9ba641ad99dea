using System.Text.Json;

namespace SidekiqCluster.Abstractions.Tests.Jobs;

/// <summary>Asks a job everything, down to the text of every element.</summary>
internal static class AnyPayload
{
    private const int LargestDecoded = 1 << 24;

    /// <summary>Answers whether all answers together stay within bounds; nothing may throw on the way.</summary>
    public static bool AnswersEverything(byte[] raw)
    {
        var job = new SortedEntry("s", JobSource.Dead, raw, 5);
        long size = Size(job.Args) + Size(job.Retry) + Size(job.DisplayArgs) + Size(job.CurrentAttributes) + Size(job["args"])
            + Size(job["x"]) + Size(job["error_backtrace"])
            + Size(job.Class) + Size(job.Jid) + Size(job.Queue) + Size(job.Bid) + Size(job.ErrorClass) + Size(job.ErrorMessage)
            + Size(job.DisplayClass) + Size(job.RawText)
            + job.Tags.Sum(Size) + (job.ErrorBacktrace?.Sum(Size) ?? 0);
        _ = (job.CreatedAt, job.EnqueuedAt, job.FailedAt, job.RetriedAt, job.RetryCount, job.At, job.Id);
        _ = job.GetLatency(TimeProvider.System);
        return job.DisplayArgs.ValueKind == JsonValueKind.Array
            && (job.IsMalformed || raw.AsSpan().Contains((byte)'{'))
            && size < LargestDecoded + (20L * raw.Length);
    }

    private static long Size(string? text) => text?.Length ?? 0;

    private static long Size(JsonElement? element)
    {
        long size = 0;
        var open = new Stack<JsonElement>();
        open.Push(element ?? default);
        while (open.TryPop(out var current))
        {
            switch (current.ValueKind)
            {
                case JsonValueKind.Array:
                    foreach (var item in current.EnumerateArray())
                    {
                        open.Push(item);
                    }

                    break;
                case JsonValueKind.Object:
                    foreach (var member in current.EnumerateObject())
                    {
                        size += member.Name.Length;
                        open.Push(member.Value);
                    }

                    break;
                case JsonValueKind.String:
                    size += current.GetString()!.Length;
                    break;
                case JsonValueKind.Number:
                    size += current.GetRawText().Length;
                    break;
            }
        }

        return size;
    }
}
