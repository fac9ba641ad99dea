using System.Text;
using System.Text.Json;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Output;

public sealed class ColumnsTests
{
    [Fact]
    public void Time_Value_IsUtcWithMicroseconds() => Assert.Equal(
        "\"2026-11-23T14:55:59.184000Z\"",
        Write(Columns.Time<DateTimeOffset?>("at", t => t), new DateTimeOffset(2026, 11, 23, 15, 55, 59, 184, TimeSpan.FromHours(1))));

    [Fact]
    public void Duration_Value_IsFloatSeconds() =>
        Assert.Equal("10.407", Write(Columns.Duration<TimeSpan?>("latency", t => t), TimeSpan.FromMilliseconds(10_407)));

    [Fact]
    public void Element_Numbers_StayAsWritten() => Assert.Equal(
        "[1180591620717411303424,1.0,-0.0,1E5,9007199254740993]",
        Write(Columns.Element<JsonElement?>("args", e => e), JsonElement.Parse("[1180591620717411303424,1.0,-0.0,1E5,9007199254740993]")));

    [Fact]
    public void Text_ControlCharacters_AreEscaped() => Assert.Equal(
        """
        "\u001B[31m\u009Bé\u2028\u007F"
        """,
        Write(Columns.Text<string>("text", t => t), "\u001b[31m\u009bé\u2028\u007f"));

    [Fact]
    public void AnyKind_Unknown_IsNull()
    {
        Assert.Equal("null", Write(Columns.Text<object>("x", _ => null), string.Empty));
        Assert.Equal("null", Write(Columns.Count<object>("x", _ => null), string.Empty));
        Assert.Equal("null", Write(Columns.Time<object>("x", _ => null), string.Empty));
        Assert.Equal("null", Write(Columns.Duration<object>("x", _ => null), string.Empty));
        Assert.Equal("null", Write(Columns.Texts<object>("x", _ => null), string.Empty));
        Assert.Equal("null", Write(Columns.Element<object>("x", _ => null), string.Empty));
    }

    private static string Write<T>(Column<T> column, T row)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, JsonValue.Compact))
        {
            column.WriteJson(json, row);
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
