namespace SidekiqCluster;

/// <summary>The JSON that an argument takes, and what it is read as.</summary>
public enum JobValueKind
{
    /// <summary>Any JSON value, null too.</summary>
    Any,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A string.</summary>
    String,

    /// <summary>An integer of 8 bits with sign.</summary>
    SByte,

    /// <summary>An integer of 8 bits.</summary>
    Byte,

    /// <summary>An integer of 16 bits with sign.</summary>
    Int16,

    /// <summary>An integer of 16 bits.</summary>
    UInt16,

    /// <summary>An integer of 32 bits with sign.</summary>
    Int32,

    /// <summary>An integer of 32 bits.</summary>
    UInt32,

    /// <summary>An integer of 64 bits with sign.</summary>
    Int64,

    /// <summary>An integer of 64 bits.</summary>
    UInt64,

    /// <summary>An integer of any size.</summary>
    BigInteger,

    /// <summary>A number, rounded to 32 bits.</summary>
    Single,

    /// <summary>A number, rounded to 64 bits.</summary>
    Double,

    /// <summary>A number of up to 28 decimal digits.</summary>
    Decimal,

    /// <summary>A string with a date: <c>2026-11-23</c>.</summary>
    Date,

    /// <summary>A string with a time: <c>2026-11-23T14:34:39Z</c>; without an offset it is UTC.</summary>
    Time,

    /// <summary>A string out of a fixed list.</summary>
    Enum,

    /// <summary>An array whose elements are all of one type.</summary>
    List,

    /// <summary>A hash of any keys whose values are all of one type.</summary>
    Map,

    /// <summary>A hash of known keys.</summary>
    Record,
}
