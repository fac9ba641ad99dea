using Microsoft.IdentityModel.Tokens;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Security;

/// <summary>Tokens of an OpenID Connect authority: who they let in, and what for.</summary>
public sealed class TokenTests(RedisFixture redis)
{
    private const string Unknown = "The key or token is not known here; ask for a new one.";

    [Fact]
    public async Task Tokens_OfTheAuthority_LetInForTheirRole()
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var server = await TokenServer.StartAsync(redis, authority);

        Assert.Equal("200, 403, 403", await server.MayAsync(authority.Token()));
        Assert.Equal("200, 200, 403", await server.MayAsync(authority.Token("""{"role":"operator"}""")));
        Assert.Equal("200, 200, 200", await server.MayAsync(authority.Token("""{"role":"admin"}""")));
        Assert.Equal("200, 200, 403", await server.MayAsync(authority.Token("""{"role":["viewer","operator","boss"]}""")));
        Assert.Equal("200, 200, 200", await server.MayAsync(authority.Token("""{"role":"admin"}""", key: authority.Ec, algorithm: SecurityAlgorithms.EcdsaSha256)));

        const string NoRole = "ann has no role here; its token needs the claim 'role' with viewer, operator or admin.";
        Assert.Equal((403, NoRole), await server.AskAsync(authority.Token(claims: null)));
        Assert.Equal((403, NoRole), await server.AskAsync(authority.Token("""{"role":"boss"}""")));
        Assert.Equal((403, NoRole), await server.AskAsync(authority.Token("""{"roles":"admin"}""")));
        Assert.Equal((403, "ann is a viewer, and this is for operators; ask for that role."), await server.AskAsync(authority.Token(), HttpMethod.Post, "queues/low/pause"));
    }

    [Fact]
    public async Task Tokens_ThatTheAuthorityDidNotGiveForThisServer_AreUnknown()
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var server = await TokenServer.StartAsync(redis, authority);
        const string Admin = """{"role":"admin"}""";
        var whole = authority.Token(Admin);
        Assert.Equal((200, null), await server.AskAsync(whole));

        Assert.Equal((401, Unknown), await server.AskAsync(authority.Token(Admin, audience: "another")));
        Assert.Equal((401, Unknown), await server.AskAsync(authority.Token(Admin, issuer: "https://evil.test")));
        Assert.Equal((401, Unknown), await server.AskAsync(authority.Token(Admin, expires: TimeSpan.FromMinutes(-10))));
        Assert.Equal((401, Unknown), await server.AskAsync(authority.Token(Admin, key: FakeAuthority.NewRsa(authority.Rsa.KeyId))));
        Assert.Equal((401, Unknown), await server.AskAsync(authority.Token(Admin, key: FakeAuthority.NewRsa("other"))));
        Assert.Equal((401, Unknown), await server.AskAsync(authority.Token(Admin, key: authority.PublicKeyAsSecret(), algorithm: SecurityAlgorithms.HmacSha256)));
        Assert.Equal((401, Unknown), await server.AskAsync(FakeAuthority.Unsigned(whole)));
        Assert.Equal((401, Unknown), await server.AskAsync(whole[..^8] + "AAAAAAAA"));
        Assert.Equal((401, Unknown), await server.AskAsync("not.a.token"));
    }

    [Fact]
    public async Task Tokens_AudienceAndClaimOfTheConfiguration_AreTheOnesThatCount()
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var server = await TokenServer.StartAsync(redis, authority, ("Audience", "jobs"), ("RoleClaim", "https://jobs.test/groups"));

        Assert.Equal("200, 200, 403", await server.MayAsync(authority.Token("""{"https://jobs.test/groups":["staff","operator"]}""", audience: "jobs")));
        Assert.Equal(401, (await server.AskAsync(authority.Token("""{"https://jobs.test/groups":"admin"}"""))).Status);
        Assert.Equal(
            (403, "ann has no role here; its token needs the claim 'https://jobs.test/groups' with viewer, operator or admin."),
            await server.AskAsync(authority.Token("""{"role":"admin"}""", audience: "jobs")));
    }

    [Fact]
    public async Task Authority_HasANewKey_ItsTokensAreTakenSoon()
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var server = await TokenServer.StartAsync(redis, authority);
        Assert.Equal((200, null), await server.AskAsync(authority.Token()));

        authority.Rotate();
        // A key that is not known is sent for behind the request that it came with.
        while (await server.AskAsync(authority.Token()) is not (200, _) and var refused)
        {
            Assert.Equal((401, Unknown), refused);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Authority_IsAway_TokensWaitAndKeysGoOn()
    {
        var authority = await FakeAuthority.StartAsync();
        var (token, url) = (authority.Token(), authority.Url);
        var key = ApiKey.New();
        await using var server = await TokenServer.StartAsync(redis, authority, ("ApiKeys__bob__Hash", ApiKey.HashOf(key)), ("ApiKeys__bob__Role", "viewer"));
        await authority.DisposeAsync();

        Assert.Equal((503, $"{url} does not answer, so tokens cannot be checked; try again, or use an API key."), await server.AskAsync(token));
        Assert.Equal((200, null), await server.AskAsync(key));
    }
}
