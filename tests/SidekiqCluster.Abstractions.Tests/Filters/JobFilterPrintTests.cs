using CsCheck;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterPrintTests
{
    [Fact]
    public void ToString_AnyTree_ParsesBackAsAnEqualTree() => FilterGen.Any.Sample(
        filter =>
        {
            var parsed = JobFilter.Parse(filter.ToString());
            Assert.Equal(filter, parsed);
            Assert.Equal(filter.GetHashCode(), parsed.GetHashCode());
        },
        iter: TestSizes.PropertyCases * 10);

    [Fact]
    public void ToString_AnyField_ParsesBackAsAnEqualField() => FilterGen.Field.Sample(
        field => Assert.Equal(field, JobField.Parse(field.ToString())), iter: TestSizes.PropertyCases);

    [Fact]
    public void ToString_TheDeepestTrees_ParseBack()
    {
        var leaf = JobFilter.Parse("class:A");
        var nots = leaf;
        var groups = leaf;
        while (nots.Depth < JobFilter.MaxDepth)
        {
            nots = JobFilter.Not(nots);
            groups = groups.Depth % 2 == 0 ? JobFilter.AllOf(leaf, groups) : JobFilter.AnyOf(groups, leaf);
        }

        Assert.Equal(nots, JobFilter.Parse(nots.ToString()));
        Assert.Equal(groups, JobFilter.Parse(groups.ToString()));
    }

    [Theory]
    [InlineData("*", "*")]
    [InlineData("not (class:A or  class:B) and tag:c", "-(class:A or class:B) tag:c")]
    [InlineData("class:A queue:b or tag:c", "(class:A queue:b) or tag:c")]
    [InlineData("class=( A,\"B c\" ,null)", "class=(A,\"B c\",null)")]
    [InlineData("args[0]=\"5\" args[0]=5", "args[0]=\"5\" args[0]=5")]
    [InlineData("message:*time\\ out*", "message:\"*time\\\\ out*\"")]
    [InlineData("created>=1795444479.25", "created>=2026-11-23T14:34:39.25Z")]
    [InlineData("at<+90m age>5400s", "at<+1h30m age>1h30m")]
    [InlineData("jid=\"a\\u0007\"", "jid=\"a\\u0007\"")]
    public void ToString_AFilter_IsItsPlainForm(string text, string expected) =>
        Assert.Equal(expected, JobFilter.Parse(text).ToString());
}
