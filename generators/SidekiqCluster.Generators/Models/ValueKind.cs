namespace SidekiqCluster.Generators.Models;

/// <summary>The members of <c>SidekiqCluster.JobValueKind</c>, by the same names.</summary>
internal enum ValueKind
{
    Any,
    Boolean,
    String,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    BigInteger,
    Single,
    Double,
    Decimal,
    Date,
    Time,
    Enum,
    List,
    Map,
    Record,
}
