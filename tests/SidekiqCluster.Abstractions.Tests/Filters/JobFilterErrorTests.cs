namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterErrorTests
{
    [Theory]
    [InlineData("class", 6, "the end", "an operator: : = != < <= > >= ^= *= $=")]
    [InlineData("class:", 7, "the end", "a pattern")]
    [InlineData("class= queue:low", 7, "a blank", "a text")]
    [InlineData("class:A )", 9, "')'", "and, or, a term or the end")]
    [InlineData("(class:A", 9, "the end", "and, or, a term or )")]
    [InlineData("class:A or", 11, "the end", "a term such as class:Hard*, a - or a (")]
    [InlineData("or class:A", 1, "'or'", "a field: ")]
    [InlineData("class:\"A", 9, "the end", "a closing quote")]
    [InlineData("class=\"\\x\"", 8, "'\\x'", "\\\", \\\\, \\n, \\r, \\t or \\u with four hexadecimal digits")]
    [InlineData("class:\"A\"B", 10, "'B'", "a blank after the closing quote")]
    [InlineData("class:A\"B\"", 8, "'\"'", "a blank, or quotes around the whole value")]
    [InlineData("class==A", 7, "'=A'", "a text")]
    [InlineData("class=(A,", 10, "the end", "a text")]
    [InlineData("class=(A B)", 10, "'B'", ", or )")]
    [InlineData("class:null or class>null", 21, "'null'", "a text")]
    [InlineData("retry=many", 7, "'many'", "a number")]
    [InlineData("retry=\"5\"", 7, "'\"'", "a number")]
    [InlineData("retry:5", 6, "':5'", "=, !=, <, <=, > or >= after retry")]
    [InlineData("age>5", 5, "'5'", "a duration such as 90s, 5m, 1h30m or 7d")]
    [InlineData("created>yesterday", 9, "'yesterday'", "a time: ISO 8601 such as 2026-11-23T14:30, epoch seconds, or from now such as -1h or +5m")]
    [InlineData("created>5m", 9, "'5m'", "a time: ISO 8601 such as 2026-11-23T14:30, epoch seconds, or from now such as -1h or +5m")]
    [InlineData("malformed=maybe", 11, "'maybe'", "true or false")]
    [InlineData("malformed=null", 11, "'null'", "true or false")]
    [InlineData("malformed>true", 10, "'>true'", "= or != after malformed")]
    [InlineData("args[0]>true", 9, "'true'", "a text, a number or a time")]
    [InlineData("args=5", 6, "'5'", "null, or one argument as in args[0]")]
    [InlineData("args.user=5", 5, "'.user=5'", "a position such as [0] after args")]
    [InlineData("args[-1]=5", 6, "'-1]=5'", "a position from 0")]
    [InlineData("args[99999999999]=5", 6, "'99999999999]=5'", "a position from 0")]
    [InlineData("args[0].=5", 9, "'=5'", "a key, in quotes when it has other characters than letters, digits, _ and -")]
    [InlineData("args[0", 7, "the end", "]")]
    [InlineData("class:A (tag:b)(tag:c) tag:\"d\"tag:e", 31, "'tag:e'", "a blank after the closing quote")]
    public void Parse_NoFilter_TellsColumnFoundAndExpected(string text, int column, string found, string expected)
    {
        var exception = Assert.Throws<JobFilterSyntaxException>(() => JobFilter.Parse(text));
        Assert.Equal(column, exception.Column);
        Assert.Equal(found, exception.Found);
        Assert.StartsWith(expected, exception.Expected, StringComparison.Ordinal);
        Assert.Equal($"Column {column}: found {found}, expected {exception.Expected}.", exception.Message);
        Assert.False(JobFilter.TryParse(text, out var filter, out var error));
        Assert.Null(filter);
        Assert.Equal(exception.Error, error);
    }

    [Theory]
    [InlineData("clas:A", "a field (did you mean class?): class, queue, jid, tag, bid, error, message, ")]
    [InlineData("enq>-1h", "a field (did you mean enqueued?): ")]
    [InlineData("retied>-1h", "a field (did you mean retried?): ")]
    [InlineData("zzzzz:A", "a field: class, ")]
    public void Parse_UnknownField_NamesTheNearOnesAndAll(string text, string expected)
    {
        var exception = Assert.Throws<JobFilterSyntaxException>(() => JobFilter.Parse(text));
        Assert.StartsWith(expected, exception.Expected, StringComparison.Ordinal);
        Assert.EndsWith("args, raw", exception.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("class:A (class:B or ")]
    public void Parse_TooDeep_TellsTheLimit(string level)
    {
        var text = string.Concat(Enumerable.Repeat(level, 10_000)) + "class:A";
        var exception = Assert.Throws<JobFilterSyntaxException>(() => JobFilter.Parse(text));
        Assert.Equal("at most 200 levels of terms", exception.Expected);
    }

    [Fact]
    public void Parse_TooLong_TellsTheLimit()
    {
        var exception = Assert.Throws<JobFilterSyntaxException>(() => JobFilter.Parse(new string(' ', JobFilter.MaxTextLength + 1)));
        Assert.Equal("1048576 at most", exception.Expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("clas")]
    [InlineData("class ")]
    [InlineData("class:A")]
    [InlineData("args[0")]
    public void TryParse_Field_OnlyWhenItIsOne(string text) =>
        Assert.Equal(text == "class ", JobField.TryParse(text, null, out _));
}
