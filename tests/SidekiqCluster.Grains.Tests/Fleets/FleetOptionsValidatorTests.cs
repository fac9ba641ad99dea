using Microsoft.Extensions.Configuration;
using SidekiqCluster.Grains.Fleets;

namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetOptionsValidatorTests
{
    [Fact]
    public void Validate_GoodShards_Succeeds() => Assert.Empty(Problems(
        ("Shards:eu-1:Connection", "redis://:secret@eu:6379/0"),
        ("Shards:eu-1:Labels:env", "prod"),
        ("Shards:eu-2:Connection", "redis://:secret@eu:6379/1"),
        ("Shards:eu-3:Connection", "redis://:secret@eu:6379/1"),
        ("Shards:eu-3:KeyPrefix", "shop:")));

    [Theory]
    [InlineData("Shards:eu-1:Connection", "", "Connection is empty; use host:port or redis://host:port/db.")]
    [InlineData("Shards:eu-1:Connection", "eu:6379,secret=1", "The Redis connection string cannot be used: part 2 of its")]
    [InlineData("Shards:eu-1:Labels:env", "a b", "Label env is 'a b'; use")]
    [InlineData("Shards:eu-1:Labels:my env", "prod", "Label 'my env' is no name; use")]
    public void Validate_BadShard_SaysWhichAndWhy(string key, string value, string problem)
    {
        var told = Assert.Single(Problems(("Shards:eu-1:Connection", "eu:6379"), (key, value)));

        Assert.StartsWith($"SidekiqCluster:Shards:eu-1: {problem}", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_BadName_SaysWhatNamesAre() => Assert.StartsWith(
        "SidekiqCluster:Shards:eu/1: Name is 'eu/1'; use a letter or digit",
        Assert.Single(Problems(("Shards:eu/1:Connection", "eu:6379"))),
        StringComparison.Ordinal);

    [Fact]
    public void Validate_SeveralBadShards_TellsOfAll() =>
        Assert.Equal(2, Problems(("Shards:eu-1:KeyPrefix", "a"), ("Shards:eu-2:KeyPrefix", "b")).Count);

    [Theory]
    [InlineData("eu:6379", "redis://EU:6379/0")]
    [InlineData("eu:6379,password=secret,defaultDatabase=2", "redis://:other@eu/2")]
    public void Validate_TwoNamesOfOneDatabase_NamesBoth(string first, string second)
    {
        var told = Assert.Single(Problems(("Shards:eu-1:Connection", first), ("Shards:us-1:Connection", second)));

        Assert.StartsWith(
            "SidekiqCluster:Shards:us-1 is the same database as SidekiqCluster:Shards:eu-1;", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KeyPrefx", " (did you mean KeyPrefix?)")]
    [InlineData("Password", "")]
    public void Validate_SettingThatNobodyReads_IsRefused(string setting, string hint) => Assert.Equal(
        $"SidekiqCluster:Shards:eu-1: there is no setting '{setting}'{hint}; use Connection, KeyPrefix, Labels, PreferReplica.",
        Assert.Single(Problems(("Shards:eu-1:Connection", "eu:6379"), ($"Shards:eu-1:{setting}", "secret"))));

    [Fact]
    public void Validate_NegativeBudget_IsRefused() => Assert.Equal(
        "SidekiqCluster:SnapshotBytes is -1; use 0 or more, or leave it out.", Assert.Single(Problems(("SnapshotBytes", "-1"))));

    private static IReadOnlyList<string> Problems(params (string Key, string Value)[] settings)
    {
        var last = settings.GroupBy(setting => setting.Key).Select(same => same.Last());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(last.ToDictionary(
            setting => $"SidekiqCluster:{setting.Key}", setting => (string?)setting.Value)).Build();
        var options = new FleetOptions();
        configuration.GetSection(FleetOptions.SectionName).Bind(options);
        return [.. new FleetOptionsValidator(configuration).Validate(null, options).Failures ?? []];
    }
}
