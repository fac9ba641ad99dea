using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Compares arguments with a schema, step by step as the generated reader of the class does, and tells where they differ:
/// the generated reader only answers no. The place is put together on the way out, so arguments that fit cost little.
/// </summary>
internal sealed class ArgsCheck
{
    private string _path = string.Empty;
    private JobArgsMismatch? _mismatch;

    public static JobArgsFit Run(JobSchema schema, ref Utf8JsonReader reader)
    {
        if (!ArgsReader.TryStart(ref reader, out var depth))
        {
            return new JobArgsFit(new JobArgsMismatch(
                JobArgsMismatchKind.NotAnArray, string.Empty, "an array", ValueWords.Describe(reader.TokenType)));
        }

        var check = new ArgsCheck();
        foreach (var parameter in schema.Parameters)
        {
            if (!check.Parameter(schema, parameter, ref reader, depth))
            {
                return new JobArgsFit(check._mismatch! with { Path = parameter.Name + check._path, Position = parameter.Position });
            }
        }

        return new JobArgsFit(ArgsReader.Finish(ref reader, depth));
    }

    private bool Parameter(JobSchema schema, JobParameter parameter, ref Utf8JsonReader reader, int depth)
    {
        if (parameter.IsRest)
        {
            return Elements(parameter.Type, ref reader, depth);
        }

        var isBeforeKeywords = !parameter.IsKeywords && schema.Parameters.Any(each => each.IsKeywords);
        if (isBeforeKeywords ? ArgsReader.MoveNextUnlessKeywords(ref reader, depth) : ArgsReader.MoveNext(ref reader, depth))
        {
            return Value(parameter.Type, ref reader);
        }

        return parameter.IsOptional || Fail(
            JobArgsMismatchKind.TooFew,
            string.Create(CultureInfo.InvariantCulture, $"{Required(schema)} or more arguments"),
            string.Create(CultureInfo.InvariantCulture, $"only {parameter.Position}"));
    }

    private bool Value(JobValueType type, ref Utf8JsonReader reader)
    {
        if (type.IsNullable && reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        return type.Kind switch
        {
            JobValueKind.List => ArgsReader.TryStart(ref reader, out var depth)
                ? Elements(type.Element!, ref reader, depth)
                : FailAt(type, in reader),
            JobValueKind.Map or JobValueKind.Record => ArgsReader.TryStartHash(ref reader)
                ? Hash(type, ref reader)
                : FailAt(type, in reader),
            JobValueKind.Enum => (reader.TokenType == JsonTokenType.String
                && type.Names.Contains(ArgsReader.ReadKey(ref reader), StringComparer.Ordinal)) || FailAt(type, in reader),
            _ => LeafCheck.Takes(type.Kind, ref reader) || FailAt(type, in reader),
        };
    }

    private bool Elements(JobValueType element, ref Utf8JsonReader reader, int depth)
    {
        for (var index = 0; ArgsReader.MoveNext(ref reader, depth); index++)
        {
            if (!Value(element, ref reader))
            {
                _path = string.Create(CultureInfo.InvariantCulture, $"[{index}]{_path}");
                return false;
            }
        }

        return true;
    }

    private bool Hash(JobValueType type, ref Utf8JsonReader reader)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (ArgsReader.MoveNextKey(ref reader))
        {
            var name = ArgsReader.ReadKey(ref reader);
            var known = type.Kind == JobValueKind.Map ? type.Element : Find(type, name)?.Type;
            reader.Read();
            if (known is null)
            {
                reader.Skip();
            }
            else if (!Value(known, ref reader))
            {
                _path = $".{name}{_path}";
                return false;
            }

            seen.Add(name);
        }

        var missing = type.Keys.FirstOrDefault(key => !key.IsOptional && !seen.Contains(key.Name));
        return missing is null || Fail(JobArgsMismatchKind.MissingKey, $"the key {missing.Name}", "a hash without it");
    }

    private static int Required(JobSchema schema) =>
        schema.Parameters.Count(parameter => !parameter.IsOptional && !parameter.IsRest);

    private static JobKey? Find(JobValueType type, string name) =>
        type.Keys.FirstOrDefault(key => key.Name.Equals(name, StringComparison.Ordinal));

    private bool FailAt(JobValueType type, in Utf8JsonReader reader) => LeafCheck.IsOfToken(type.Kind, reader.TokenType)
        ? Fail(JobArgsMismatchKind.WrongValue, type.ToString(), "another " + ValueWords.Describe(reader.TokenType).Split(' ')[^1])
        : Fail(JobArgsMismatchKind.WrongType, type.ToString(), ValueWords.Describe(reader.TokenType));

    private bool Fail(JobArgsMismatchKind kind, string expected, string found)
    {
        _mismatch = new JobArgsMismatch(kind, string.Empty, expected, found);
        return false;
    }
}
