using System.IO.Compression;
using System.Text;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Profiles;

public sealed class ProfileSetTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static double Now => TestShard.Now.ToUnixTimeSeconds();

    [Fact]
    public async Task List_OfFixture_AnswersAsRubyDoes()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        var expected = fixture.Expected.GetProperty("profiles").GetProperty("each")[0];
        await using var database = await redis.NewDatabaseAsync(fixture, "myapp:");
        await using var shard = await database.ConnectAsync(fixture.Now);

        var profile = Assert.Single(await shard.Profiles.ListAsync(Token));

        Assert.Equal(1, await shard.Profiles.CountAsync(Token));
        Assert.Equal(expected.GetProperty("key").GetString(), profile.Key);
        Assert.Equal(expected.GetProperty("jid").GetString(), profile.Jid);
        Assert.Equal(expected.GetProperty("type").GetString(), profile.Type);
        Assert.Equal(expected.GetProperty("token").GetString(), profile.Token);
        Assert.Equal(expected.GetProperty("size").GetInt64(), profile.Size);
        Assert.Equal(expected.GetProperty("elapsed").GetDouble(), profile.Elapsed!.Value.TotalSeconds, 1e-7);
        Assert.Equal(expected.GetProperty("started_at").GetProperty("time").GetDateTimeOffset(), profile.StartedAt);
        Assert.Equal(1795532129.6709266, (profile.ExpiresAt - DateTimeOffset.UnixEpoch)!.Value.TotalSeconds, 1e-6);
    }

    [Fact]
    public async Task OpenData_OfFixture_IsTheGzippedProfile()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        var expected = fixture.Expected.GetProperty("profiles").GetProperty("each")[0];
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var shard = await database.ConnectAsync(fixture.Now);

        await using var data = await shard.Profiles.OpenDataAsync(expected.GetProperty("key").GetString()!, Token);

        using var copy = new MemoryStream();
        await data!.CopyToAsync(copy, Token);
        Assert.Equal(Fixture.Bytes(expected.GetProperty("data")), copy.ToArray());
        copy.Position = 0;
        using var text = new StreamReader(new GZipStream(copy, CompressionMode.Decompress), Encoding.UTF8);
        Assert.StartsWith("{", await text.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ExpiredProfiles_AreLeftOutAndLeftAlone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync(
            "profiles", [new("gone", Now - 1), new("now", Now), new("soon", Now + 1), new("later", Now + 60)]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(["later", "soon"], (await shard.Profiles.ListAsync(Token)).Select(profile => profile.Key));
        Assert.Equal(2, await shard.Profiles.CountAsync(Token));
        Assert.Equal(4, await database.Redis.SortedSetLengthAsync("profiles"));
    }

    [Fact]
    public async Task List_ProfileWhoseRecordIsGone_HasItsKeyAndExpiryOnly()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("profiles", "anna-b1", Now + 1);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(
            [new ProfileRecord { Key = "anna-b1", ExpiresAt = TestShard.Now.AddSeconds(1) }],
            await shard.Profiles.ListAsync(Token));
        Assert.Null(await shard.Profiles.OpenDataAsync("anna-b1", Token));
    }

    [Fact]
    public async Task OpenData_KeyOfSomethingElse_IsNull()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var shard = await database.ConnectAsync();

        Assert.Null(await shard.Profiles.OpenDataAsync("queues", Token));
        Assert.Null(await shard.Profiles.OpenDataAsync("nobody-b1", Token));
    }
}
