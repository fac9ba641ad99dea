namespace SidekiqCluster.Filters;

/// <summary>Is not there, not even as null; or, turned around, is there.</summary>
internal sealed class AbsentTest(bool isAbsent) : ValueTest
{
    public override bool OnAbsent() => isAbsent;

    public override bool OnNull() => !isAbsent;

    public override bool OnText(ReadOnlySpan<byte> text) => !isAbsent;

    public override bool OnNumber(ReadOnlySpan<byte> number) => !isAbsent;

    public override bool OnBoolean(bool value) => !isAbsent;

    public override bool OnComposite() => !isAbsent;
}
