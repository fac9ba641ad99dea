using SidekiqCluster.Payloads;

namespace SidekiqCluster.Filters;

/// <summary>The way to one place within the arguments, over their JSON text.</summary>
internal sealed class ArgumentPath(JobField field)
{
    /// <summary>
    /// The key by which Active Job marks the hash of keywords. Alone among its own keys it can be asked for, as nothing
    /// else tells that hash from an argument.
    /// </summary>
    public const string KeywordsMark = "_aj_ruby2_keywords";

    private readonly (TextTest? Key, int Position)[] _steps =
        [.. field.Path.Select(step => (step.Key is { } key ? new TextTest(JobFilterOperator.Equal, key) : null, step.Position ?? 0))];

    private readonly bool[] _isBookkeeping =
        [.. field.Path.Select(step => step.Key is { } key && key.StartsWith("_aj_", StringComparison.Ordinal) && key != KeywordsMark)];

    private readonly JobFieldStepKind _first = field.Path.IsEmpty ? JobFieldStepKind.Plain : field.Path[0].Kind;

    public bool IsEmpty => _steps.Length == 0;

    /// <summary>Where the first step leads: the position of an argument, −1 for none. Keywords are told by Active Job's mark.</summary>
    public int FindFirst(DisplayArguments arguments)
    {
        var position = _steps[0].Position;
        for (var i = 0; _first != JobFieldStepKind.Plain && arguments.IsActiveJob && i <= position && arguments.MoveNext(); i++)
        {
            if (arguments.Current[0] == '{' && PayloadLayout.Find(arguments.Current, "_aj_ruby2_keywords"u8).IsPresent)
            {
                return _first == JobFieldStepKind.Keywords ? i : -1;
            }
        }

        return position;
    }

    /// <summary>The value as it stands in JSON, of a Global ID its URI; empty when the path leads nowhere.</summary>
    public ReadOnlySpan<byte> Find(DisplayArguments arguments)
    {
        var value = ElementAt(ref arguments, FindFirst(arguments));
        for (var i = 1; i < _steps.Length && !value.IsEmpty; i++)
        {
            value = Step(arguments.IsActiveJob ? ActiveJobValue.Unwrap(value) : value, i, arguments.IsActiveJob);
        }

        return arguments.IsActiveJob ? ActiveJobValue.Unwrap(value) : value;
    }

    private ReadOnlySpan<byte> Step(ReadOnlySpan<byte> value, int step, bool isActiveJob)
    {
        var (key, position) = _steps[step];
        if (key is null)
        {
            var elements = DisplayArguments.Of(value[0] == '[' ? value : default);
            return ElementAt(ref elements, position);
        }

        return value[0] == '{' && !(isActiveJob && _isBookkeeping[step]) ? Member(value, key) : default;
    }

    private static ReadOnlySpan<byte> ElementAt(scoped ref DisplayArguments elements, int position)
    {
        for (var i = 0; elements.MoveNext(); i++)
        {
            if (i == position)
            {
                return elements.Current;
            }
        }

        return default;
    }

    /// <summary>The last member of this key, as Ruby keeps the last.</summary>
    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, TextTest key)
    {
        var found = default(ReadOnlySpan<byte>);
        var scan = new JsonScan(json);
        int at;
        for (var next = scan.Pass('{', 0); next > 0; next = scan.Pass(',', at))
        {
            var nameEnd = scan.PassText(next);
            var start = scan.Pass(':', nameEnd);
            at = scan.PassValue(start);
            if (at < 0)
            {
                break;
            }

            found = StringText.Test(key, json[(next + 1)..(nameEnd - 1)]) ? json[start..at] : found;
        }

        return found;
    }
}
