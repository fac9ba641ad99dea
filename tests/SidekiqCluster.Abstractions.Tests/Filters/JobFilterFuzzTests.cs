using CsCheck;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterFuzzTests
{
    private static readonly Gen<string> Fragment = Gen.OneOf(
        "class", "args", "args[0]", ".k", ".\"odd\"", "[1]", "created", "age", "retry", "malformed", "score", "zzz", ":", "=", "!=", "<", ">=",
        "*=", "$=", "^=", "(", ")", "-", " ", "  ", "\t", "or", "and", "not", "\"", "\\", "\\u00", "*", "?", ",", "5", "1e999999999", "-1h", "+5m",
        "2026-11-23", "99999999999999999999d", "null", "true", "A", "é", "😀", "\ud800", "\0", "\n");

    [Fact]
    public void Parse_RandomText_IsAFilterOrASyntaxError() =>
        Gen.OneOf(Fragment.Array[0, 20].Select(string.Concat), Gen.String[0, 30]).Sample(
            text =>
            {
                if (JobFilter.TryParse(text, out var filter, out var error))
                {
                    Assert.Equal(filter, JobFilter.Parse(filter.ToString()));
                }
                else
                {
                    Assert.InRange(error.Column, 1, text.Length + 1);
                }
            },
            iter: TestSizes.PropertyCases * 10);

    [Fact]
    public void Parse_ADamagedFilter_IsAFilterOrASyntaxError() =>
        Gen.Select(FilterGen.Any.Select(filter => filter.ToString()), Gen.Int[0, 1000], Fragment).Sample(
            (text, at, fragment) =>
            {
                var damaged = text.Remove(at % text.Length, 1).Insert(at % text.Length, at % 2 == 0 ? fragment : "");
                if (JobFilter.TryParse(damaged, out var filter, out _))
                {
                    Assert.Equal(filter, JobFilter.Parse(filter.ToString()));
                }
            },
            iter: TestSizes.PropertyCases * 10);

    [Fact]
    public void Matches_RandomBytes_NeverThrows() => Gen.Select(FilterGen.Near, Gen.Byte.Array[0, 60]).Sample(
        (filter, raw) =>
        {
            var job = new JobRecord("a", JobSource.Retry, raw);
            Assert.Equal(ReferenceFilter.Matches(filter, job, JobGen.Now), filter.Matches(job, JobGen.Now));
        },
        iter: TestSizes.PropertyCases);
}
