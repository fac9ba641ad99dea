namespace SidekiqCluster.Payloads;

/// <summary>Shows the jobs of Delayed Extensions: <c>Target.method</c> and the arguments of the call.</summary>
internal static class DelayedCalls
{
    /// <summary>Finds the call in the arguments of an adapter; false when they hold none, which shows the job as it is.</summary>
    public static bool TryFind(ReadOnlySpan<byte> array, out JobDisplay display)
    {
        display = default;
        var yaml = YamlOf(array);
        if (DelayedCallHead.TryRead(yaml, out var target, out var method))
        {
            display = new JobDisplay
            {
                Kind = JobDisplayKind.DelayedExtension,
                Class = target,
                Separator = (byte)'.',
                ClassTail = method,
                Target = target,
                Method = method,
                Array = array,
            };
            return true;
        }

        if (Decode(array) is not { } call)
        {
            return false;
        }

        display = new JobDisplay
        {
            Kind = JobDisplayKind.DelayedExtension,
            Class = call.Receiver,
            Separator = (byte)'.',
            ClassTail = call.Method,
            Target = call.Target,
            Method = call.Method,
            Array = array,
            Call = call,
        };
        return true;
    }

    /// <summary>Decodes the call in the arguments of an adapter; null when there is none or it is no readable YAML.</summary>
    public static DelayedCall? Decode(ReadOnlySpan<byte> array)
    {
        var yaml = YamlOf(array);
        return yaml.IsEmpty || YamlReader.Read(JsonText.DecodeContent(yaml)) is not { } root
            ? null
            : DelayedCall.From(root);
    }

    private static ReadOnlySpan<byte> YamlOf(ReadOnlySpan<byte> array)
    {
        var items = DisplayArguments.Of(array);
        return items.MoveNext() && items.Current[0] == '"' ? items.Current[1..^1] : default;
    }
}
