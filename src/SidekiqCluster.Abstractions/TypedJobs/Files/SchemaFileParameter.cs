namespace SidekiqCluster.TypedJobs;

/// <summary>One parameter of <c>perform</c> as a schema file tells of it.</summary>
/// <param name="Kind">How it takes its argument, as Ruby's <c>Method#parameters</c> says: <c>req</c>, <c>opt</c>, <c>keyreq</c> ...</param>
/// <param name="Name">The name; empty when it has none.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Default">The default, when it is a literal; null otherwise.</param>
internal sealed record SchemaFileParameter(string Kind, string Name, JobValueType Type, SchemaNode? Default)
{
    private static readonly string[] Kinds = ["req", "opt", "rest", "keyreq", "key", "keyrest"];

    public bool IsKeyword => Kind.StartsWith("key", StringComparison.Ordinal);

    public static SchemaFileParameter Read(SchemaNode node)
    {
        var kind = node.Find("kind") is { } given ? given.Text : "req";
        return Kinds.Contains(kind)
            ? new SchemaFileParameter(kind!, node.Find("name")?.Text ?? string.Empty, SchemaFileTypes.Read(node), node.Find("default"))
            : throw node.Fail("a kind is req, opt, rest, keyreq, key or keyrest, as Ruby's Method#parameters says");
    }
}
