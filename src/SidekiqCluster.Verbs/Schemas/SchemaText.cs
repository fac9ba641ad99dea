namespace SidekiqCluster.Verbs;

/// <summary>A schema file as its user has it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Utf8Json">What stands in it.</param>
internal sealed record SchemaText(string Name, ReadOnlyMemory<byte> Utf8Json)
{
    /// <summary>What several of them tell.</summary>
    /// <exception cref="VerbException">One is no schema file, or a class is in two of them.</exception>
    public static JobSchemas Parse(IEnumerable<SchemaText> texts)
    {
        try
        {
            return JobSchemas.Of(texts.SelectMany(text => text.Parse()));
        }
        catch (ArgumentException e)
        {
            throw new VerbException(ExitCode.Usage, $"the schema files: {e.Message}", e);
        }
    }

    private JobSchemas Parse()
    {
        try
        {
            return JobSchemas.Parse(Utf8Json);
        }
        catch (FormatException e)
        {
            throw new VerbException(ExitCode.Usage, $"'{Name}' is no schema file: {e.Message}", e);
        }
    }
}
