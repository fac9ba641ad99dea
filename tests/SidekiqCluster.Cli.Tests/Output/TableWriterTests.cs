using CsCheck;
using SidekiqCluster.Verbs.Answers;
using Spectre.Console;

namespace SidekiqCluster.Cli.Output;

public sealed class TableWriterTests
{
    private static readonly TableHeader[] Headers = [new("NAME", false, true), new("SIZE", true, false), new("ARGS", false, true)];

    [Fact]
    public void WriteList_NoTerminal_IsAsWideAsItsContent() => Assert.Equal(
        """
        NAME     SIZE  ARGS
        low         5  [1,2]
        unicode   130  队列 ü

        """,
        Write(null, ["low", "5", "[1,2]"], ["unicode", "130", "队列 ü"]));

    [Fact]
    public void WriteList_NarrowTerminal_CutsTheWidestColumn() => Assert.Equal(
        """
        NAME  SIZE  ARGS
        low      5  aaaaaaaaaaa…
        high   130  队列队列队…

        """,
        Write(24, ["low", "5", new string('a', 300)], ["high", "130", "队列队列队列队列队列"]));

    [Fact]
    public void WriteList_WordsAndAddress_CutsTheWordsFirst()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var content = new TableContent(
            [new("JID", false, false), new("ARGS", false, true)], [[new Cell("b4a577edbccf1d805744efa9"), new Cell("12345678901234567890")]]);
        new TableWriter(output, 36, colour: false).WriteList(content, withHeaders: false);
        Assert.Equal("b4a577edbccf1d805744efa9  123456789…\n", output.ToString());
    }

    [Fact]
    public void WriteList_NoTerminal_CutsOnlyHugeCells()
    {
        var line = Write(null, ["low", "5", new string('a', 10_000)]).Split('\n')[1];

        Assert.Equal(new string('a', 199) + "…", line[12..]);
    }

    [Fact]
    public void WriteList_MarkupAndControls_AreShownAsTheyAre() =>
        Assert.Contains(@"[red]x[/] \u001b[31m", Write(null, ["low", "5", "[red]x[/] \u001b[31m"]), StringComparison.Ordinal);

    [Fact]
    public void WriteList_NoColour_HasNoEscapeSequences() =>
        Assert.DoesNotContain('\u001b', Write(80, colour: false, ["low", "5", "x"]));

    [Fact]
    public void WriteList_Colour_StylesTheCell() => Assert.Contains("\u001b[91mx", Write(80, colour: true, ["low", "5", "x"]), StringComparison.Ordinal);

    [Fact]
    public void WriteList_AnyTextAndTerminal_NeverIsWiderThanTheTerminal() =>
        Gen.Select(Gen.String, Gen.String, Gen.Int[32, 200]).Sample((name, args, width) =>
            Write(width, [name, "12", args]).Split('\n').All(line => line.GetCellWidth() <= width));

    [Fact]
    public void WriteDetails_SeveralLines_AreIndented()
    {
        using var output = new StringWriter { NewLine = "\n" };
        new TableWriter(output, null, colour: false).WriteDetails([("jid", new Cell("b1")), ("error_backtrace", new Cell("a.rb:1\nb.rb:2"))]);
        Assert.Equal(
            """
            jid              b1
            error_backtrace  a.rb:1
                             b.rb:2

            """,
            output.ToString());
    }

    private static string Write(int? width, params string[][] rows) => Write(width, false, rows);

    private static string Write(int? width, bool colour, params string[][] rows)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var cells = rows.Select(row => row.Select(text => text == "x" ? new Cell(text, Cell.Bad) : new Cell(text)).ToArray()).ToArray();
        new TableWriter(output, width, colour).WriteList(new TableContent(Headers, cells), withHeaders: true);
        return output.ToString();
    }
}
