namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterTreeTests
{
    private static readonly JobField Class = JobField.Of(JobFieldName.Class);
    private static readonly JobFilter A = JobFilter.Parse("class:A");
    private static readonly JobFilter B = JobFilter.Parse("class:B");

    [Fact]
    public void Equals_SameShapeAndValues_AreEqualInThatOrderOnly()
    {
        Assert.Equal(JobFilter.AllOf(A, B), JobFilter.AllOf(JobFilter.Parse("class:A"), JobFilter.Parse("class:B")));
        Assert.NotEqual(JobFilter.AllOf(A, B), JobFilter.AllOf(B, A));
        Assert.NotEqual(JobFilter.AllOf(A, B), JobFilter.AnyOf(A, B));
        Assert.NotEqual(JobFilter.Parse("args[0]=1e2"), JobFilter.Parse("args[0]=100"));
        Assert.NotEqual(JobFilter.Parse("args[0][1]=1"), JobFilter.Parse("args[0].\"1\"=1"));
        Assert.NotEqual(JobFilter.Parse("class:A"), JobFilter.Parse("class=A"));
    }

    [Fact]
    public void Equals_TextAndFactories_MakeTheSameTree() => Assert.Equal(
        JobFilter.Parse("class:HardJob args[0]>5 error:Timeout* -tag:vip"),
        JobFilter.AllOf(
            JobFilter.Compare(JobField.Of(JobFieldName.Class), JobFilterOperator.Glob, JobFilterValue.Of("HardJob")),
            JobFilter.Compare(JobField.Argument(0), JobFilterOperator.Greater, JobFilterValue.Of(5)),
            JobFilter.Compare(JobField.Of(JobFieldName.Error), JobFilterOperator.Glob, JobFilterValue.Of("Timeout*")),
            JobFilter.Not(JobFilter.Compare(JobField.Of(JobFieldName.Tag), JobFilterOperator.Glob, JobFilterValue.Of("vip")))));

    [Fact]
    public void Equals_AfterMatching_StaysTrue()
    {
        var used = JobFilter.Parse("class:A");
        used.Matches(new JobRecord("s", JobSource.Dead, "{}"u8.ToArray()), JobGen.Now);
        Assert.Equal(A, used);
        Assert.Equal(A.GetHashCode(), used.GetHashCode());
    }

    [Fact]
    public void AllOfAndAnyOf_FewerThanTwo_AreNoLevel()
    {
        Assert.Same(JobFilter.All, JobFilter.AllOf());
        Assert.Same(A, JobFilter.AllOf(A));
        Assert.Same(A, JobFilter.AnyOf(A));
        Assert.Equal(JobFilter.Not(JobFilter.All), JobFilter.AnyOf());
    }

    [Fact]
    public void Constructing_WhatTheTextCannotSay_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => JobFilter.Compare(Class, JobFilterOperator.Equal, JobFilterValue.Of(5)));
        Assert.Throws<ArgumentException>(() => JobFilter.Compare(Class, JobFilterOperator.Less, JobFilterValue.Null));
        Assert.Throws<ArgumentException>(() => JobFilter.Compare(Class, (JobFilterOperator)99, JobFilterValue.Of("A")));
        Assert.Throws<ArgumentException>(() => JobFilter.In(JobField.Of(JobFieldName.Retry), JobFilterValue.Of("A")));
        Assert.Throws<ArgumentException>(() => JobFilter.Compare(JobField.Argument(0), JobFilterOperator.Glob, JobFilterValue.Of(5)));
        Assert.Throws<ArgumentException>(() => JobFilterValue.OfNumber("+5"));
        Assert.Throws<ArgumentException>(() => JobFilterValue.Of(double.NaN));
        Assert.Throws<ArgumentNullException>(() => JobFilter.AllOf(A, null!));
        Assert.Throws<ArgumentNullException>(() => JobFilter.Not(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => JobField.Argument(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => JobField.Of((JobFieldName)99));
    }

    [Fact]
    public void Constructing_TooDeep_IsRefused()
    {
        var filter = A;
        while (filter.Depth < JobFilter.MaxDepth)
        {
            filter = JobFilter.Not(filter);
        }

        Assert.Throws<ArgumentException>(() => JobFilter.Not(filter));
        Assert.Throws<ArgumentException>(() => JobFilter.AllOf(A, filter));
    }

    [Fact]
    public void Value_OfAnotherKind_IsNotHandedOut()
    {
        var value = JobFilterValue.Of("5");
        Assert.Equal("5", value.Text);
        Assert.Throws<InvalidOperationException>(() => value.Number);
        Assert.Throws<InvalidOperationException>(() => value.Duration);
    }

    [Fact]
    public void Value_OfNumbers_KeepsTheirDigits()
    {
        Assert.Equal("1.50", JobFilterValue.Of(1.50m).Number);
        Assert.Equal("0.1", JobFilterValue.Of(0.1).Number);
        Assert.Equal("-9223372036854775808", JobFilterValue.Of(long.MinValue).Number);
        Assert.Equal("1208925819614629174706176", JobFilterValue.Of(System.Numerics.BigInteger.Pow(2, 80)).Number);
    }
}
