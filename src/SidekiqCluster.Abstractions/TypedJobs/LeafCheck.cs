using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>Asks the readers of single values, by kind.</summary>
internal static class LeafCheck
{
    /// <summary>Whether the value the reader stands at can be read as this kind; arrays and hashes only as any value.</summary>
    public static bool Takes(JobValueKind kind, ref Utf8JsonReader reader) => kind switch
    {
        JobValueKind.Any => ArgsReader.SkipValue(ref reader),
        JobValueKind.Boolean => ArgsReader.TryReadBoolean(ref reader, out _),
        JobValueKind.String => reader.TokenType == JsonTokenType.String,
        JobValueKind.SByte => ArgsReader.TryReadSByte(ref reader, out _),
        JobValueKind.Byte => ArgsReader.TryReadByte(ref reader, out _),
        JobValueKind.Int16 => ArgsReader.TryReadInt16(ref reader, out _),
        JobValueKind.UInt16 => ArgsReader.TryReadUInt16(ref reader, out _),
        JobValueKind.Int32 => ArgsReader.TryReadInt32(ref reader, out _),
        JobValueKind.UInt32 => ArgsReader.TryReadUInt32(ref reader, out _),
        JobValueKind.Int64 => ArgsReader.TryReadInt64(ref reader, out _),
        JobValueKind.UInt64 => ArgsReader.TryReadUInt64(ref reader, out _),
        JobValueKind.BigInteger => ArgsReader.TryReadBigInteger(ref reader, out _),
        JobValueKind.Single => ArgsReader.TryReadSingle(ref reader, out _),
        JobValueKind.Double => ArgsReader.TryReadDouble(ref reader, out _),
        JobValueKind.Decimal => ArgsReader.TryReadDecimal(ref reader, out _),
        JobValueKind.Date => ArgsReader.TryReadDate(ref reader, out _),
        JobValueKind.Time => ArgsReader.TryReadTime(ref reader, out _),
        _ => false,
    };

    /// <summary>Whether values of the kind are written with this token, so that only the value itself can be wrong.</summary>
    public static bool IsOfToken(JobValueKind kind, JsonTokenType token) => kind switch
    {
        JobValueKind.Date or JobValueKind.Time or JobValueKind.Enum => token == JsonTokenType.String,
        >= JobValueKind.SByte and <= JobValueKind.Decimal => token == JsonTokenType.Number,
        _ => false,
    };
}
