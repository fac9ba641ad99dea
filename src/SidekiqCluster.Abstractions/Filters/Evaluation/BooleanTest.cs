namespace SidekiqCluster.Filters;

internal sealed class BooleanTest(bool expected) : ValueTest
{
    public override bool OnBoolean(bool value) => value == expected;
}
