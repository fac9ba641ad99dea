namespace SidekiqCluster.Filters;

/// <summary>Is absent or null; or, turned around, is there with any value.</summary>
internal sealed class NullTest(bool isNull) : ValueTest
{
    public override bool OnNull() => isNull;

    public override bool OnText(ReadOnlySpan<byte> text) => !isNull;

    public override bool OnNumber(ReadOnlySpan<byte> number) => !isNull;

    public override bool OnScore(double score) => !isNull;

    public override bool OnBoolean(bool value) => !isNull;

    public override bool OnTime(DateTimeOffset time, DateTimeOffset now) => !isNull;

    public override bool OnDuration(TimeSpan duration) => !isNull;

    public override bool OnComposite() => !isNull;
}
