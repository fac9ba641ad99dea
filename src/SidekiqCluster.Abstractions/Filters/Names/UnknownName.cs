namespace SidekiqCluster.Filters;

/// <summary>What to say of a name that no argument has.</summary>
internal static class UnknownName
{
    private const int ClassesShown = 5;
    private const int NamesShown = 20;

    /// <summary>The arguments that the classes do have, the near ones first.</summary>
    public static string Of(string name, List<JobSchema> searched)
    {
        var names = searched.SelectMany(NamesIn).Distinct().ToList();
        var arguments = names.Count == 0 ? "none has any" : List(names, NamesShown);
        return $"an argument of {List([.. searched.Select(schema => schema.Class)], ClassesShown)}{Hint(name, names)}: {arguments}";
    }

    /// <summary>That there is no schema to look into.</summary>
    public static string WithoutSchema(IReadOnlyCollection<string> classes, JobSchemas schemas)
    {
        var known = schemas.Select(schema => schema.Class).ToList();
        return classes.Count == 0
            ? "a position such as args[0], as no class can match"
            : $"a position such as args[0], as there is no schema of {List([.. classes], ClassesShown)}"
                + Hint(classes.First(), known);
    }

    private static IEnumerable<string> NamesIn(JobSchema schema) => schema.Parameters.SelectMany(parameter =>
        parameter.IsKeywords ? parameter.Type.Keys.Select(key => key.Name).Append(parameter.Name) : [parameter.Name]);

    private static string Hint(string name, List<string> names)
    {
        var near = names.Count == 0 ? [] : NearNames.Of(name, names);
        return near.Count == 0 ? string.Empty : $" (did you mean {string.Join(" or ", near.Take(ClassesShown))}?)";
    }

    private static string List(List<string> names, int shown) => names.Count <= shown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
}
