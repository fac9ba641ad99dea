using SidekiqCluster.Grains.Rosters;

namespace SidekiqCluster.Grains.Tests.Rosters;

public sealed class RosterStateTests
{
    private static readonly ShardClaim Eu = new("eu:6379/0/", "id-of-eu/0/");

    [Fact]
    public void Add_Shard_IsAnotherVersionWithItAndItsClaim()
    {
        var act = Guid.NewGuid();

        var state = new RosterState().Add(act, Shard("eu-1"), Eu);

        Assert.NotEqual(Guid.Empty, state.Version);
        Assert.Equal(state.Version, state.ToRoster().Version);
        Assert.Equal("eu-1", Assert.Single(state.ToRoster().Shards).Name);
        Assert.Equal(Eu, state.Claims["eu-1"]);
        Assert.True(state.HasDone(act));
        Assert.False(state.HasDone(Guid.NewGuid()));
    }

    [Fact]
    public void Remove_Shard_TakesItsClaimAlong()
    {
        var state = new RosterState().Add(Guid.NewGuid(), Shard("eu-1"), Eu);

        var without = state.Remove(Guid.NewGuid(), "eu-1")!;

        Assert.NotEqual(state.Version, without.Version);
        Assert.Empty(without.Shards);
        Assert.Empty(without.Claims);
        Assert.Null(without.Remove(Guid.NewGuid(), "eu-1"));
    }

    [Fact]
    public void HasDone_ManyActsLater_ForgetsTheOldest()
    {
        var first = Guid.NewGuid();
        var state = new RosterState().Add(first, Shard("s"), Eu);
        for (var acts = 1; acts < 100; acts++)
        {
            state = state.Add(Guid.NewGuid(), Shard($"s{acts}"), Eu);
        }

        Assert.True(state.HasDone(first));
        Assert.False(state.Add(Guid.NewGuid(), Shard("last"), Eu).HasDone(first));
    }

    [Fact]
    public void Claim_WhatIsKnown_ChangesNothing()
    {
        var state = new RosterState().Claim("eu-1", Eu);

        Assert.Same(state, state.Claim("eu-1", Eu));
        Assert.Equal(state.Version, state.Claim("us-1", Eu).Version);
    }

    [Fact]
    public void OtherHolder_SameDatabase_IsTheShardThatClaimedIt()
    {
        var state = new RosterState().Claim("eu-1", Eu);

        Assert.Equal("eu-1", state.OtherHolderOf("us-1", Eu.Database, _ => Eu.Place));
        Assert.Null(state.OtherHolderOf("eu-1", Eu.Database, _ => Eu.Place));
        Assert.Null(state.OtherHolderOf("us-1", "id-of-us/0/", _ => Eu.Place));
    }

    [Fact]
    public void OtherHolder_ShardThatIsGoneOrLeadsElsewhere_HoldsNothing()
    {
        var state = new RosterState().Claim("eu-1", Eu);

        Assert.Null(state.OtherHolderOf("us-1", Eu.Database, _ => null));
        Assert.Null(state.OtherHolderOf("us-1", Eu.Database, _ => "elsewhere:6379/0/"));
    }

    private static ShardRegistration Shard(string name) => new() { Name = name, Connection = "eu:6379" };
}
