using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>The members that matter of a job as Active Job serialises it: the only argument of its adapter.</summary>
internal readonly ref struct SerializedJob
{
    private SerializedJob(ReadOnlySpan<byte> jobClass, ReadOnlySpan<byte> arguments)
    {
        JobClass = jobClass;
        Arguments = arguments;
    }

    /// <summary>The content of the string <c>job_class</c>; empty when it is no string.</summary>
    public ReadOnlySpan<byte> JobClass { get; }

    /// <summary>The array <c>arguments</c>; empty when it is no array.</summary>
    public ReadOnlySpan<byte> Arguments { get; }

    /// <summary>Reads a JSON value; everything is empty when it is no object.</summary>
    public static SerializedJob Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '{')
        {
            return default;
        }

        var jobClass = PayloadLayout.Find(json, "job_class"u8);
        var arguments = PayloadLayout.Find(json, "arguments"u8);
        return new SerializedJob(
            jobClass.ContentIn(json),
            arguments.Type == JsonTokenType.StartArray ? arguments.In(json) : default);
    }
}
