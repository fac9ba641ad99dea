using SidekiqCluster.Metrics;

namespace SidekiqCluster.Core.Tests.Metrics;

public sealed class MetricsBucketsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 56, 9, 576, TimeSpan.Zero);

    [Fact]
    public void Of_Minutes_StartsAtTheRunningMinute()
    {
        var buckets = MetricsBuckets.Of(MetricsWindow.LastMinutes(60), Now);

        Assert.Equal(60, buckets.Starts.Count);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 14, 56, 0, TimeSpan.Zero), buckets.Starts[0]);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 13, 57, 0, TimeSpan.Zero), buckets.Starts[^1]);
        Assert.Equal((Now.AddHours(-1), Now), (buckets.StartsAt, buckets.EndsAt));
        Assert.Equal([new DateOnly(2026, 11, 23)], buckets.Days);
    }

    [Fact]
    public void Of_Hours_HasSixBucketsEach()
    {
        var buckets = MetricsBuckets.Of(MetricsWindow.LastHours(72), Now);

        Assert.Equal(432, buckets.Starts.Count);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 14, 50, 0, TimeSpan.Zero), buckets.Starts[0]);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero), buckets.Starts[^1]);
        Assert.Equal(
            [new(2026, 11, 20), new(2026, 11, 21), new(2026, 11, 22), new DateOnly(2026, 11, 23)], buckets.Days);
    }

    [Fact]
    public void Of_DefaultWindow_IsTheLastHourByMinutes()
    {
        Assert.Equal(60, MetricsBuckets.Of(default, Now).Starts.Count);
        Assert.Equal(MetricsWindow.LastMinutes(60), default);
    }

    [Fact]
    public void Of_ClockOfAnotherZone_CountsInUtc()
    {
        var buckets = MetricsBuckets.Of(
            MetricsWindow.LastHours(1), new DateTimeOffset(2026, 11, 24, 0, 15, 0, TimeSpan.FromMinutes(345)));

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 18, 30, 0, TimeSpan.Zero), buckets.Starts[0]);
        Assert.Equal(TimeSpan.Zero, buckets.Starts[0].Offset);
        Assert.Equal(TimeSpan.Zero, buckets.EndsAt.Offset);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(481)]
    public void LastMinutes_OutOfRange_IsRefused(int minutes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MetricsWindow.LastMinutes(minutes));

    [Theory]
    [InlineData(0)]
    [InlineData(73)]
    public void LastHours_OutOfRange_IsRefused(int hours) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MetricsWindow.LastHours(hours));
}
