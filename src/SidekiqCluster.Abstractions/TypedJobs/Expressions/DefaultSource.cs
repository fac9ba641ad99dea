using System.Buffers;
using System.Collections;
using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Finds out which default a record has where a job lacks an argument or a key: by having the record read the smallest
/// arguments that lack it. So it is the reader's own answer, whatever it comes from.
/// </summary>
internal sealed class DefaultSource(JobSchema schema, ArgsSampleReader read)
{
    /// <summary>What the record holds at the end of the way in a job that lacks the value of one step.</summary>
    /// <param name="steps">The way.</param>
    /// <param name="absent">Which step's value is lacking.</param>
    /// <param name="value">What the record holds at the end.</param>
    /// <returns>False when the way meets a null before its end.</returns>
    public bool TryFind(IReadOnlyList<BoundStep> steps, int absent, out object? value)
    {
        value = read(Sample(steps, absent));
        foreach (var step in steps)
        {
            if (value is null)
            {
                return false;
            }

            value = step.Member is { } member
                ? member.GetValue(value)
                : (value is IDictionary map ? map.Values : (IEnumerable)value).Cast<object?>().FirstOrDefault();
        }

        return true;
    }

    private byte[] Sample(IReadOnlyList<BoundStep> steps, int absent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            var position = steps[0].Place!.Value.Position;
            foreach (var parameter in schema.Parameters)
            {
                if (parameter.Position == position && absent > 0)
                {
                    WriteWay(writer, steps, 1, absent);
                }
                else if (parameter.Position < position || (parameter.Position > position && !parameter.IsOptional && !parameter.IsRest))
                {
                    WriteSmallest(writer, parameter.Type);
                }
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the value of the step before, down to what is lacking.</summary>
    private static void WriteWay(Utf8JsonWriter writer, IReadOnlyList<BoundStep> steps, int next, int absent)
    {
        switch (steps[next - 1].Type.Kind)
        {
            case JobValueKind.Record:
                writer.WriteStartObject();
                foreach (var key in steps[next - 1].Type.Keys)
                {
                    if (key.Name != steps[next].Place!.Value.Key && !key.IsOptional)
                    {
                        writer.WritePropertyName(key.Name);
                        WriteSmallest(writer, key.Type);
                    }
                }

                if (next < absent)
                {
                    writer.WritePropertyName(steps[next].Place!.Value.Key!);
                    WriteWay(writer, steps, next + 1, absent);
                }

                writer.WriteEndObject();
                break;
            case JobValueKind.Map:
                writer.WriteStartObject();
                writer.WritePropertyName(string.Empty);
                WriteWay(writer, steps, next + 1, absent);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStartArray();
                WriteWay(writer, steps, next + 1, absent);
                writer.WriteEndArray();
                break;
        }
    }

    private static void WriteSmallest(Utf8JsonWriter writer, JobValueType type)
    {
        switch (type.Kind)
        {
            case var _ when type.IsNullable:
            case JobValueKind.Any:
                writer.WriteNullValue();
                break;
            case JobValueKind.Boolean:
                writer.WriteBooleanValue(false);
                break;
            case JobValueKind.String:
                writer.WriteStringValue(string.Empty);
                break;
            case JobValueKind.Date:
                writer.WriteStringValue("2000-01-01");
                break;
            case JobValueKind.Time:
                writer.WriteStringValue("2000-01-01T00:00:00Z");
                break;
            case JobValueKind.Enum:
                writer.WriteStringValue(type.Names is [var name, ..] ? name : null);
                break;
            case JobValueKind.List:
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            case JobValueKind.Map:
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            case JobValueKind.Record:
                writer.WriteStartObject();
                foreach (var key in type.Keys.Where(key => !key.IsOptional))
                {
                    writer.WritePropertyName(key.Name);
                    WriteSmallest(writer, key.Type);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNumberValue(0);
                break;
        }
    }
}
