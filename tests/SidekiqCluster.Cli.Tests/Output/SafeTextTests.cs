using System.Text.Json;
using CsCheck;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Output;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain [red]text[/] größe 队列 👩‍👩‍👧", "plain [red]text[/] größe 队列 👩‍👩‍👧")]
    [InlineData("\u001b[2J\u0007", @"\u001b[2J\u0007")]
    [InlineData("a\r\n\tb", @"a\r\n\tb")]
    [InlineData("\u009b31m\u007f", @"\u009b31m\u007f")]
    [InlineData("abc\u202etxt.exe\u2066\u200b\ufeff", @"abc\u202etxt.exe\u2066\u200b\ufeff")]
    [InlineData("\u2028\u2029", @"\u2028\u2029")]
    public void OneLine_OfAnyText_EscapesWhatATerminalWouldObey(string text, string safe) =>
        Assert.Equal(safe, SafeText.OneLine(text));

    [Fact]
    public void OneLine_LoneSurrogate_BecomesReplacementCharacter() => Assert.Equal("a\ufffdb", SafeText.OneLine("a\ud800b"));

    [Fact]
    public void Lines_LineBreaks_Stay() => Assert.Equal("a\n\\rb\n\\u001bc", SafeText.Lines("a\n\rb\n\u001bc"));

    [Fact]
    public void Json_NumbersAndKeys_StayAsWritten()
    {
        const string Written = """{"a" : 1.0e+5, "a":12345678901234567890123, "b":"\u00e9é"}""";

        Assert.Equal(Written, SafeText.Json(Written));
    }

    [Fact]
    public void Json_BlanksAndControls_StayTheSameValueOnOneLine() =>
        Assert.Equal("[1,   \"\\u009b\\u007f\\u2028\"]", SafeText.Json("[1,\r\n\t\"\u009b\u007f\u2028\"]").Replace("1,    ", "1,   ", StringComparison.Ordinal));

    [Fact]
    public void Json_AnyString_MeansTheSameAndHoldsNoControls() => Gen.String.Sample(text =>
    {
        var written = $"[\n{JsonSerializer.Serialize(text)}]";
        var safe = SafeText.Json(written);
        return JsonElement.DeepEquals(JsonElement.Parse(written), JsonElement.Parse(safe))
            && !safe.Any(c => char.IsControl(c));
    });

    [Fact]
    public void OneLine_AnyText_HoldsNoControls() =>
        Gen.String.Sample(text => !SafeText.OneLine(text).Any(c => char.IsControl(c)));
}
