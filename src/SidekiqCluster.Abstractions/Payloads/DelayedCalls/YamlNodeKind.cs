namespace SidekiqCluster.Payloads;

internal enum YamlNodeKind
{
    Scalar,
    Sequence,
    Mapping,
}
