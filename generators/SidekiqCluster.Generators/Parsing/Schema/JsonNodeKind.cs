namespace SidekiqCluster.Generators.Parsing.Schema;

/// <summary>What a JSON value is.</summary>
internal enum JsonNodeKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
