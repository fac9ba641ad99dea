using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Output;

public sealed class CsvWriterTests
{
    private static readonly IReadOnlyList<Column<string?>> Shown =
    [
        Columns.Text<string?>("text", row => row),
        Columns.Texts<string?>("nested", row => row is null ? null : [row, "x"]),
        Columns.Count<string?>("length", row => row?.Length),
        Columns.Flag<string?>("empty", row => row is null),
    ];

    [Theory]
    [InlineData("plain", "plain,\"[\"\"plain\"\",\"\"x\"\"]\",5,false\r\n")]
    [InlineData("a,b", "\"a,b\",\"[\"\"a,b\"\",\"\"x\"\"]\",3,false\r\n")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\",\"[\"\"say \\\"\"hi\\\"\"\"\",\"\"x\"\"]\",8,false\r\n")]
    [InlineData("two\nlines", "\"two\nlines\",\"[\"\"two\\nlines\"\",\"\"x\"\"]\",9,false\r\n")]
    [InlineData("", ",\"[\"\"\"\",\"\"x\"\"]\",0,false\r\n")]
    [InlineData(null, ",,,true\r\n")]
    public void WriteRows_AnyValue_FollowsRfc4180(string? value, string line) => Assert.Equal(line, Write(value, safe: false));

    [Fact]
    public void WriteRows_ForATerminal_EscapesControls() =>
        Assert.StartsWith(@"\u001b[31m,", Write("\u001b[31m", safe: true), StringComparison.Ordinal);

    [Fact]
    public void WriteRows_ForAFile_KeepsTheBytes() =>
        Assert.StartsWith("\u001b[31m,", Write("\u001b[31m", safe: false), StringComparison.Ordinal);

    [Fact]
    public void WriteHeader_Columns_AreTheJsonKeys()
    {
        using var output = new StringWriter();
        new CsvWriter(output, safe: false).WriteHeader(new Rows<string?>(Shown, []));
        Assert.Equal("text,nested,length,empty\r\n", output.ToString());
    }

    private static string Write(string? value, bool safe)
    {
        using var output = new StringWriter();
        new CsvWriter(output, safe).WriteRows(new Rows<string?>(Shown, [value]));
        return output.ToString();
    }
}
