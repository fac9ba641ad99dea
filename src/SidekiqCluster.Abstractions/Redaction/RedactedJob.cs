using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Filters;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Redaction;

/// <summary>
/// A job without some of its arguments. It is put together from what is known to tell nothing of them, rather than cut: a payload can
/// have its arguments, or a digest of them, in more places than one.
/// </summary>
internal static class RedactedJob
{
    private static readonly string[] Plain = ["jid", "bid", "queue", "retry", "retry_count", "created_at", "enqueued_at", "failed_at", "retried_at"];

    /// <summary>The job with the class that it shows as its own, and without the values at these places.</summary>
    public static JobRecord Of(JobRecord job, IReadOnlyList<JobField> paths)
    {
        var raw = job.IsMalformed ? Encoding.UTF8.GetBytes(ArgumentRedaction.Mark) : Write(job, paths);
        return job is SortedEntry entry ? new SortedEntry(job.Shard, job.Source, raw, entry.Score) : new JobRecord(job.Shard, job.Source, raw);
    }

    private static byte[] Write(JobRecord job, IReadOnlyList<JobField> paths)
    {
        var output = new JsonOutput();
        output.Open('{');
        WriteText(output, "class", job.DisplayClass);
        output.Name("args");
        WriteArguments(output, job.DisplayArgs, [.. paths.Select(static path => path.Path.ToArray())]);
        foreach (var name in Plain)
        {
            if (job[name] is { } value)
            {
                output.Name(name);
                output.Value(JsonMarshal.GetRawUtf8Value(value));
            }
        }

        WriteText(output, "error_class", job.ErrorClass);
        WriteText(output, "error_message", job.ErrorMessage is null ? null : ArgumentRedaction.Mark);
        if (job.Tags is { Count: > 0 } tags)
        {
            output.Name("tags");
            output.Open('[');
            foreach (var tag in tags)
            {
                output.Text(tag);
            }

            output.Close(']');
        }

        output.Close('}');
        return [.. output.Written];
    }

    private static void WriteText(JsonOutput output, string name, string? text)
    {
        if (text is not null)
        {
            output.Name(name);
            output.Text(text);
        }
    }

    /// <summary>Where keywords stand is told by values, so that a rule about them keeps all arguments back.</summary>
    private static void WriteArguments(JsonOutput output, JsonElement arguments, JobFieldStep[][] paths)
    {
        if (Array.Exists(paths, static path => path is [] or [{ Kind: not JobFieldStepKind.Plain }, ..]))
        {
            output.Open('[');
            output.Text(ArgumentRedaction.Mark);
            output.Close(']');
            return;
        }

        Write(output, arguments, paths);
    }

    private static void Write(JsonOutput output, JsonElement value, JobFieldStep[][] paths)
    {
        if (Array.Exists(paths, static path => path.Length == 0))
        {
            output.Text(ArgumentRedaction.Mark);
        }
        else if (paths.Length == 0)
        {
            output.Value(JsonMarshal.GetRawUtf8Value(value));
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var position = 0;
            output.Open('[');
            foreach (var item in value.EnumerateArray())
            {
                Write(output, item, Follow(paths, step => step.Position == position));
                position++;
            }

            output.Close(']');
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            output.Open('{');
            foreach (var member in value.EnumerateObject())
            {
                output.Name(member.Name);
                Write(output, member.Value, Follow(paths, step => step.Key == member.Name));
            }

            output.Close('}');
        }
        else
        {
            output.Value(JsonMarshal.GetRawUtf8Value(value));
        }
    }

    private static JobFieldStep[][] Follow(JobFieldStep[][] paths, Func<JobFieldStep, bool> isTaken) =>
        [.. paths.Where(path => isTaken(path[0])).Select(static path => path[1..])];
}
