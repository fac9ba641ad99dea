using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>Turns the parameters of <c>perform</c> into those of a schema, as the generator does.</summary>
internal static class SchemaFileSignature
{
    public static IReadOnlyList<JobParameter> Of(IReadOnlyList<SchemaFileParameter> all, JobApi api)
    {
        var parameters = Positional([.. all.Where(one => !one.IsKeyword)]).ToList();
        if (api == JobApi.ActiveJob && Keywords(parameters, [.. all.Where(one => one.IsKeyword)]) is { } keywords)
        {
            parameters.Add(keywords);
        }

        return parameters;
    }

    private static IEnumerable<JobParameter> Positional(List<SchemaFileParameter> all)
    {
        var rest = all.FindIndex(one => one.Kind == "rest");

        // Ruby takes no file with anything else behind a rest parameter.
        all = [.. all.Where((one, position) => rest < 0 || position <= rest || one.Kind == "req")];
        var firstOptional = all.FindIndex(one => one.Kind != "req");
        var lastRequired = all.FindLastIndex(one => one.Kind == "req");

        // Which parameter an argument goes to depends on how many there are, so they are only numbered.
        return firstOptional >= 0 && lastRequired > firstOptional
            ? all.Take(firstOptional).Select(One)
                .Append(new JobParameter(firstOptional, "rest", new JobValueType(JobValueKind.Any)) { IsRest = true })
            : all.Select(One);
    }

    private static JobParameter One(SchemaFileParameter parameter, int position)
    {
        var name = parameter switch
        {
            { Name.Length: > 0 } => parameter.Name,
            { Kind: "rest" } => "rest",
            _ => string.Create(CultureInfo.InvariantCulture, $"arg{position + 1}"),
        };
        var isOptional = parameter.Kind == "opt";
        var type = isOptional && !IsLiteral(parameter.Type.Kind, parameter.Default)
            ? SchemaFileTypes.OrNull(parameter.Type)
            : parameter.Type;
        return new JobParameter(position, name, type) { IsOptional = isOptional, IsRest = parameter.Kind == "rest" };
    }

    /// <summary>Active Job passes keywords as a hash after the other arguments.</summary>
    private static JobParameter? Keywords(List<JobParameter> parameters, List<SchemaFileParameter> keywords)
    {
        // After a rest parameter the hash cannot be told from one more argument.
        if (keywords.All(one => one.Kind == "keyrest") || parameters.Any(one => one.IsRest))
        {
            return null;
        }

        var keys = keywords.Where(one => one.Kind != "keyrest").Select(one => (one.Name, one.Type, one.Kind == "key"));
        var isOptional = parameters.Any(one => one.IsOptional) || keywords.All(one => one.Kind != "keyreq");
        return new JobParameter(parameters.Count, "keywords", SchemaFileTypes.RecordOf(keys) with { IsNullable = isOptional })
        {
            IsOptional = isOptional,
            IsKeywords = true,
        };
    }

    /// <summary>Whether a default is a constant of the type, so that null need not stand for "not given".</summary>
    private static bool IsLiteral(JobValueKind kind, SchemaNode? value) => (kind, value?.Kind) switch
    {
        (JobValueKind.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
        (JobValueKind.Int64, JsonValueKind.Number) =>
            long.TryParse(value!.RawText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        (JobValueKind.Double, JsonValueKind.Number) => value!.Element.TryGetDouble(out var number) && double.IsFinite(number),
        (JobValueKind.String, JsonValueKind.String) => true,
        _ => false,
    };
}
