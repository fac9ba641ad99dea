using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Values;

public sealed class MomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("+2h", "2026-11-23T17:00:00Z")]
    [InlineData("in 2h", "2026-11-23T17:00:00Z")]
    [InlineData("+1h30m", "2026-11-23T16:30:00Z")]
    [InlineData("+0s", "2026-11-23T15:00:00Z")]
    [InlineData("2026-12-01", "2026-12-01T00:00:00Z")]
    [InlineData("2026-12-01T06:00", "2026-12-01T06:00:00Z")]
    [InlineData("2026-12-01 06:00:30+01:00", "2026-12-01T05:00:30Z")]
    [InlineData("1795449600", "2026-11-23T16:00:00Z")]
    [InlineData("1795449600000", "2026-11-23T16:00:00Z")]
    public void TryParse_EachForm_IsThatTime(string text, string time)
    {
        Assert.True(Moment.TryParse(text, out var moment));
        Assert.Equal(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), moment.Resolve("--at", Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("in ")]
    [InlineData("2h")]
    [InlineData("+-2h")]
    [InlineData("++2h")]
    [InlineData("+2")]
    [InlineData("in two hours")]
    [InlineData("tomorrow")]
    [InlineData("23.11.2026")]
    public void TryParse_AnythingElse_IsNone(string text) => Assert.False(Moment.TryParse(text, out _));

    [Fact]
    public void Resolve_BeyondTheLastTime_IsUsageError() => Assert.Equal(
        ExitCode.Usage,
        Assert.Throws<VerbException>(() => new Moment(null, TimeSpan.MaxValue).Resolve("--at", Now)).ExitCode);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void ResolveFuture_Now_IsTheEarliest(int seconds, bool isRight)
    {
        var moment = new Moment(Now.AddSeconds(seconds), TimeSpan.Zero);

        var error = Record.Exception(() => moment.ResolveFuture("--at", Now, "run the jobs now"));

        Assert.Equal(isRight ? null : "--at 2026-11-23T14:59:59Z is in the past; use a later time, or run the jobs now.", error?.Message);
    }
}
