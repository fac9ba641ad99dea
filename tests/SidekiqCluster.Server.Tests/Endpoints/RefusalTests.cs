namespace SidekiqCluster.Server.Endpoints;

/// <summary>Bad input: the status, and words that name the thing and the remedy.</summary>
public sealed class RefusalTests(FixtureServer fixture) : IClassFixture<FixtureServer>
{
    [Theory]
    [InlineData("jobs", 400, "'in' is missing; say where to look, such as in=retry, in=queue:default or in=all.")]
    [InlineData("jobs?in=bogus", 400, "'in' is 'bogus': 'bogus' is no source; use queue:NAME, queues, scheduled, retry, dead or all.")]
    [InlineData("jobs?in=all&wher=x", 400, "There is no parameter 'wher' here (did you mean 'where'?); see /openapi/v1.json.")]
    [InlineData("jobs?in=all&where=class:", 400, "'where' is 'class:': Column 7: found the end, expected a pattern.")]
    [InlineData("jobs?in=all&order=up", 400, "'order' is 'up'; use newest or oldest.")]
    [InlineData("jobs?in=all&limit=0", 400, "'limit' is 0; use 1 to 10000, or /jobs/export for all.")]
    [InlineData("jobs?in=all&limit=x", 400, "'limit' is 'x', which it cannot be; see /openapi/v1.json.")]
    [InlineData("jobs?in=all&cursor=zzz", 400, "'cursor': The cursor is none, or is cut off; use the whole text that came with the page before, or none.")]
    [InlineData("stats?shards=us-1", 400, "'shards': The fleet has no shard 'us-1'; it has default.")]
    [InlineData("jobs/export?in=all&shards=us-1", 400, "'shards': The fleet has no shard 'us-1'; it has default.")]
    [InlineData("stats?staleness=soon", 400, "'staleness' is 'soon'; use a duration such as 500ms, 2s or 1m, at most 1h.")]
    [InlineData("history?days=0", 400, "'days' is '0'; use 1 to 1825.")]
    [InlineData("queues/none", 404, "there is no queue 'none'; see 'sidekiq-cluster queue list'.")]
    [InlineData("nowhere", 404, "There is nothing at /api/v1/nowhere; see /openapi/v1.json.")]
    public async Task Get_WhatCannotBeAnswered_IsRefused(string path, int status, string words) =>
        Assert.Equal((status, words), await fixture.Server.RefusedAsync(HttpMethod.Get, $"/api/v1/{path}"));

    [Theory]
    [InlineData("jobs/retry", "{}", 400, "Say which jobs: give one of 'where', 'jids', 'ids' and 'all'.")]
    [InlineData("jobs/retry", """{"where":"class:X"}""", 400, "'job retry' needs 'in' SOURCE with 'where' and 'all'; see 'sidekiq-cluster job retry 'help''.")]
    [InlineData("jobs/retry", """{"in":["retry"],"all":true,"limit":0}""", 400, "'limit' is 0; use a positive number, or leave it out for all.")]
    [InlineData("jobs/retry", """{"in":["queue:low"],"all":true}""", 400, "'job retry' is for jobs of sets; use 'in' scheduled, retry or dead.")]
    [InlineData("jobs/move", """{"in":["retry"],"all":true}""", 400, "'to' is missing; name the queue that the jobs go to.")]
    [InlineData("sets/none/clear", "{}", 400, "'none' is no set here; use scheduled, retry, dead.")]
    [InlineData("push", """{"args":[1]}""", 400, "The job has no class.")]
    [InlineData("stats", "{}", 405, "/api/v1/stats does not take POST; use GET.")]
    public async Task Post_WhatCannotBeDone_IsRefused(string path, string body, int status, string words) =>
        Assert.Equal((status, words), await fixture.Server.RefusedAsync(HttpMethod.Post, $"/api/v1/{path}", body));

    [Fact]
    public async Task Post_MisspeltDryRun_DoesNothing()
    {
        var before = await fixture.Server.ReadAsync("/api/v1/stats?staleness=0s");

        var (status, words) = await fixture.Server.RefusedAsync(HttpMethod.Post, "/api/v1/jobs/retry", """{"in":["retry"],"all":true,"dryrun":true}""");

        Assert.Equal(400, status);
        Assert.StartsWith("The body is no such JSON: The JSON property 'dryrun'", words, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.Server.ReadAsync("/api/v1/stats?staleness=0s"));
    }

    [Theory]
    [InlineData("jid:a ", 10_000, "'where' has 60000 characters; use at most 32768, or several requests.")]
    [InlineData("* ", 10_000, "'where' has 10000 terms; use at most 1000, lists such as jid=(a,b,c), or several requests.")]
    [InlineData("jid:* ", 1001, "'where' has 1001 terms; use at most 1000, lists such as jid=(a,b,c), or several requests.")]
    public async Task Post_FilterOfManyTerms_IsRefused(string term, int count, string words)
    {
        var where = string.Concat(Enumerable.Repeat(term, count));

        Assert.Equal((400, words), await fixture.Server.RefusedAsync(HttpMethod.Post, "/api/v1/jobs/kill", $$"""{"in":["all"],"where":"{{where}}","dry_run":true}"""));
    }

    [Fact]
    public async Task Post_FilterOfAllTermsThatMayBe_IsAnswered()
    {
        var where = string.Concat(Enumerable.Repeat("jid:* ", 1000));

        var answer = await fixture.Server.PostAsync("/api/v1/jobs/kill", $$"""{"in":["retry"],"where":"{{where}}","dry_run":true}""");

        Assert.True((long)answer["matched"]! > 0);
    }

    [Fact]
    public async Task Get_FormThatThereIsNot_IsRefused() => Assert.Equal(
        (406, "Accept is 'image/png'; use one of application/json, application/x-ndjson, text/csv, text/plain, application/x-msgpack."),
        await fixture.Server.RefusedAsync(HttpMethod.Get, "/api/v1/stats", accept: "image/png"));
}
