namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterParseTests
{
    private static readonly JobFilter ClassA = Text("class", JobFilterOperator.Glob, "A");
    private static readonly JobFilter QueueB = Text("queue", JobFilterOperator.Glob, "b");
    private static readonly JobFilter TagC = Text("tag", JobFilterOperator.Glob, "c");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("*")]
    [InlineData("(*)")]
    public void Parse_NothingAsked_IsAll(string text) => Assert.Same(JobFilter.All, JobFilter.Parse(text));

    [Fact]
    public void Parse_Connectives_NotBindsBeforeAndBeforeOr()
    {
        var expected = JobFilter.AnyOf(JobFilter.AllOf(JobFilter.Not(ClassA), QueueB), TagC);
        Assert.Equal(expected, JobFilter.Parse("-class:A queue:b or tag:c"));
        Assert.Equal(expected, JobFilter.Parse("not class:A and queue:b OR tag:c"));
        Assert.Equal(JobFilter.AllOf(ClassA, JobFilter.AnyOf(QueueB, TagC)), JobFilter.Parse("class:A (queue:b or tag:c)"));
        Assert.Equal(JobFilter.Not(JobFilter.AllOf(ClassA, QueueB)), JobFilter.Parse("not(class:A queue:b)"));
        Assert.Equal(JobFilter.Not(JobFilter.Not(ClassA)), JobFilter.Parse("--class:A"));
        Assert.Equal(JobFilter.AllOf(ClassA, JobFilter.AllOf(QueueB, TagC)), JobFilter.Parse("((class:A) ((queue:b tag:c)))"));
    }

    [Theory]
    [InlineData("class=A", JobFilterOperator.Equal)]
    [InlineData("class!=A", JobFilterOperator.NotEqual)]
    [InlineData("class<A", JobFilterOperator.Less)]
    [InlineData("class<=A", JobFilterOperator.LessOrEqual)]
    [InlineData("class>A", JobFilterOperator.Greater)]
    [InlineData("class>=A", JobFilterOperator.GreaterOrEqual)]
    [InlineData("class:A", JobFilterOperator.Glob)]
    [InlineData("class^=A", JobFilterOperator.StartsWith)]
    [InlineData("class*=A", JobFilterOperator.Contains)]
    [InlineData("class$=A", JobFilterOperator.EndsWith)]
    [InlineData("class >= A", JobFilterOperator.GreaterOrEqual)]
    public void Parse_Operator_IsThatOperator(string text, JobFilterOperator expected) =>
        Assert.Equal(Text("class", expected, "A"), JobFilter.Parse(text));

    [Fact]
    public void Parse_ArgumentValue_HasTheTypeOfItsSpelling()
    {
        Assert.Equal(JobFilterValue.Of(123), ValueOf("args[0]=123"));
        Assert.Equal(JobFilterValue.OfNumber("-1.50e+7"), ValueOf("args[0]>-1.50e+7"));
        Assert.Equal(JobFilterValue.Of("123"), ValueOf("args[0]=\"123\""));
        Assert.Equal(JobFilterValue.Of("007"), ValueOf("args[0]=007"));
        Assert.Equal(JobFilterValue.Of(true), ValueOf("args[0]=true"));
        Assert.Equal(JobFilterValue.Of("true"), ValueOf("args[0]=\"true\""));
        Assert.Equal(JobFilterValue.Null, ValueOf("args[0]!=null"));
        Assert.Equal(JobFilterValue.Of("null"), ValueOf("args[0]=\"null\""));
        Assert.Equal(JobFilterValue.Of("5"), ValueOf("args[0]:5"));
        Assert.Equal(JobFilterValue.Of("2026-01-01"), ValueOf("args[0]>=2026-01-01"));
        Assert.Equal(JobFilterValue.Of("a \"b\"\\\n\u00e9"), ValueOf("args[0]=\"a \\\"b\\\"\\\\\\n\\u00e9\""));
    }

    [Fact]
    public void Parse_TypedField_ReadsItsValueInItsType()
    {
        Assert.Equal(JobFilterValue.Of("123"), ValueOf("jid=123"));
        Assert.Equal(JobFilterValue.Of("true"), ValueOf("queue=true"));
        Assert.Equal(JobFilterValue.Null, ValueOf("bid=null"));
        Assert.Equal(JobFilterValue.Of("null"), ValueOf("bid=\"null\""));
        Assert.Equal(JobFilterValue.Of(-1), ValueOf("retry=-1"));
        Assert.Equal(JobFilterValue.Of(false), ValueOf("malformed=false"));
        Assert.Equal(JobFilterValue.Of(TimeSpan.FromMinutes(90)), ValueOf("age>1h30m"));
        Assert.Equal(JobFilterValue.Of(TimeSpan.FromMilliseconds(-250)), ValueOf("age<-250ms"));
        Assert.Equal(JobFilterValue.FromNow(TimeSpan.FromDays(7)), ValueOf("at<+7d"));
        Assert.Equal(JobFilterValue.FromNow(TimeSpan.FromSeconds(-1.5)), ValueOf("failed>-1.5s"));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-23T00:00:00.0000000")]
    [InlineData("2026-11-23T14:34", "2026-11-23T14:34:00.0000000")]
    [InlineData("2026-11-23T14:34:39Z", "2026-11-23T14:34:39.0000000")]
    [InlineData("2026-11-23T14:34:39.5+02:00", "2026-11-23T12:34:39.5000000")]
    [InlineData("\"2026-11-23 14:34:39.322866\"", "2026-11-23T14:34:39.3228660")]
    [InlineData("1795444479.25", "2026-11-23T14:34:39.2500000")]
    [InlineData("1795444479250", "2026-11-23T14:34:39.2500000")]
    [InlineData("-5", "1969-12-31T23:59:55.0000000")]
    public void Parse_Time_IsUtc(string text, string expected) =>
        Assert.Equal(expected + "+00:00", ValueOf("created>" + text).Time.ToString("O"));

    [Fact]
    public void Parse_List_IsIn()
    {
        Assert.Equal(
            JobFilter.In(JobField.Of(JobFieldName.Class), JobFilterValue.Of("A"), JobFilterValue.Of("B"), JobFilterValue.Of("C d")),
            JobFilter.Parse("class=( A,B , \"C d\")"));
        Assert.Equal(
            JobFilter.In(JobField.Argument(0), JobFilterValue.Of(1), JobFilterValue.Null, JobFilterValue.Of("1,2")),
            JobFilter.Parse("args[0]=(1,null,\"1,2\")"));
        Assert.Equal(JobFilter.In(JobField.Argument(0)), JobFilter.Parse("args[0]=()"));
    }

    [Fact]
    public void Parse_Path_GoesToPositionsAndKeys()
    {
        var expected = JobField.Argument(1, "user", 0, "odd \"key\".", "", "a-b_2");
        Assert.Equal(expected, JobField.Parse("args[1].user[0].\"odd \\\"key\\\".\".\"\".a-b_2"));
        Assert.Equal(expected, JobField.Parse(expected.ToString()));
    }

    [Fact]
    public void Parse_BarePattern_KeepsEscapesAndTakesWhatTheyEscape()
    {
        Assert.Equal("time\\ out\\)\\*?", ValueOf("message:time\\ out\\)\\*?").Text);
        Assert.Equal("time out\\*\\?\\\\", ValueOf("message:\"time out\\*\\?\\\\\\\\\"").Text);
    }

    [Fact]
    public void Parse_TheExampleOfTheHandbook_HasSevenTerms()
    {
        var filter = JobFilter.Parse("class:HardJob queue:low args[0]>5 args[1].email:*@example.com error:Timeout* age>1h -tag:vip");
        Assert.Equal(7, Assert.IsType<AndFilter>(filter).Filters.Length);
        Assert.Equal("class:HardJob queue:low args[0]>5 args[1].email:*@example.com error:Timeout* age>1h -tag:vip", filter.ToString());
    }

    private static JobFilterValue ValueOf(string text) => Assert.IsType<ComparisonFilter>(JobFilter.Parse(text)).Value;

    private static JobFilter Text(string field, JobFilterOperator comparison, string text) =>
        JobFilter.Compare(JobField.Parse(field), comparison, JobFilterValue.Of(text));
}
