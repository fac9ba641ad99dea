using SidekiqCluster.Fleets;

namespace SidekiqCluster.Abstractions.Tests.Fleets;

public sealed class ShardSelectionTests
{
    private static readonly ShardInfo[] Fleet =
    [
        Shard("ap-1", ("env", "test"), ("tier", "gold")),
        Shard("eu-1", ("env", "prod"), ("tier", "gold")),
        Shard("eu-2", ("env", "test")),
        Shard("us-1", ("env", "prod")),
        Shard("us-10"),
    ];

    [Theory]
    [InlineData("eu-1", "eu-1")]
    [InlineData("eu-*", "eu-1 eu-2")]
    [InlineData("*", "ap-1 eu-1 eu-2 us-1 us-10")]
    [InlineData("??-1", "ap-1 eu-1 us-1")]
    [InlineData("env=prod", "eu-1 us-1")]
    [InlineData("env=*", "ap-1 eu-1 eu-2 us-1")]
    [InlineData("env=t*,us-10", "ap-1 eu-2 us-10")]
    [InlineData("eu-*,us-1 env=prod", "eu-1 us-1")]
    [InlineData("env=prod,env=test tier=gold", "ap-1 eu-1")]
    [InlineData("zz-*,eu-2", "eu-2")]
    [InlineData("  eu-*   env=test ", "eu-2")]
    public void Choose_Selection_IsThoseThatItMeans(string selection, string expected) =>
        Assert.Equal(expected.Split(' '), Names(ShardSelection.Parse(selection)));

    [Fact]
    public void Choose_All_IsEveryShard() => Assert.Equal(Fleet.Length, ShardSelection.All.Choose(Fleet).Count);

    [Theory]
    [InlineData("eu-3", "The fleet has no shard 'eu-3' (did you mean eu-1 or eu-2?); it has ap-1, eu-1, eu-2, us-1, us-10.")]
    [InlineData("eu-*,eu-3", "The fleet has no shard 'eu-3' (did you mean eu-1 or eu-2?); it has ap-1, eu-1, eu-2, us-1, us-10.")]
    [InlineData("tear=gold", "The fleet has no label 'tear'; it has env, tier.")]
    [InlineData("tir=gold", "The fleet has no label 'tir' (did you mean tier?); it has env, tier.")]
    [InlineData("env=prd", "The fleet has no shard with label env 'prd' (did you mean prod?); it has prod, test.")]
    [InlineData("zz-*", "No shard is meant by 'zz-*'; the fleet has ap-1, eu-1, eu-2, us-1, us-10.")]
    [InlineData("us-10 env=prod", "No shard is meant by 'us-10 env=prod'; the fleet has ap-1, eu-1, eu-2, us-1, us-10.")]
    public void Choose_NoSuchShard_TellsNearNames(string selection, string message) =>
        Assert.Equal(message, Assert.Throws<ShardUnknownException>(() => ShardSelection.Parse(selection).Choose(Fleet)).Message);

    [Fact]
    public void Choose_ManyShards_ListsTenOfThem()
    {
        ShardInfo[] many = [.. Enumerable.Range(0, 12).Select(number => Shard($"s{number:00}"))];

        var unknown = Assert.Throws<ShardUnknownException>(() => ShardSelection.Parse("x").Choose(many));

        Assert.Equal("The fleet has no shard 'x'; it has s00, s01, s02, s03, s04, s05, s06, s07, s08, s09 and 2 more.", unknown.Message);
    }

    [Fact]
    public void Choose_FleetWithoutShards_SaysSo() => Assert.StartsWith(
        "The fleet has no shard; ",
        Assert.Throws<ShardUnknownException>(() => ShardSelection.All.Choose([])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("eu-*,us-1  env=prod", "eu-*,us-1 env=prod")]
    [InlineData("env=prod", "env=prod")]
    public void ToString_Selection_ParsesToTheSame(string text, string printed)
    {
        var selection = ShardSelection.Parse(text);

        Assert.Equal(printed, selection.ToString());
        Assert.Equal(Names(selection), Names(ShardSelection.Parse(selection.ToString())));
    }

    [Fact]
    public void And_TwoSelections_IsWhatBothMean() =>
        Assert.Equal(["eu-1"], Names(ShardSelection.All.And(ShardSelection.Parse("eu-*")).And(ShardSelection.Parse("env=prod"))));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("eu-1,")]
    [InlineData("=prod")]
    [InlineData("env=")]
    [InlineData("e*=prod")]
    [InlineData("env=a=b")]
    [InlineData("eu/1")]
    public void Parse_NoSelection_IsRefused(string text) =>
        Assert.Contains("selection of shards", Assert.Throws<FormatException>(() => ShardSelection.Parse(text)).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Names(ShardSelection selection) => selection.Choose(Fleet).Select(shard => shard.Name);

    private static ShardInfo Shard(string name, params (string Name, string Value)[] labels) => new()
    {
        Name = name,
        Labels = labels.ToDictionary(label => label.Name, label => label.Value),
        IsAddedAtRunTime = false,
    };
}
