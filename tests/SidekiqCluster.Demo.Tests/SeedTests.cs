using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Demo;

/// <summary>What stands in the demo's shards when it begins, by number, and by the marks of the Sidekiq that it imitates.</summary>
public sealed partial class SeedTests(SeededServers servers)
{
    private static readonly string[] TimesOfJobs = ["created_at", "enqueued_at", "failed_at", "retried_at"];

    [Theory]
    [InlineData("eu-1")]
    [InlineData("us-1")]
    [InlineData("legacy")]
    public async Task Seed_OnBothServers_IsTheSame(string shard)
    {
        var redis = await servers.ReadAsync(isRedis: true, shard);
        var garnet = await servers.ReadAsync(isRedis: false, shard);

        Assert.Empty(redis.ChangesTo(garnet));
    }

    [Theory]
    [InlineData("eu-1", "archive 2, backlog 10, billing 106, default 17, imports 87, low 61, mailers 400, reports 111; paused mailers; 80 scheduled, 60 retries, 122 dead, 3 processes; 870593 processed, 13445 failed, 30 days from 2026-10-25")]
    [InlineData("us-1", "archive 2, backlog 10, billing 82, critical 41, default 400, webhooks 31; paused default; 80 scheduled, 1460 retries, 122 dead, 4 processes; 901516 processed, 14324 failed, 30 days from 2026-10-25")]
    [InlineData("legacy", "archive 5, backlog 10, default 31, exports 2500, mailers 65; paused exports; 80 scheduled, 63 retries, 122 dead, 3 processes; 937436 processed, 15709 failed, 30 days from 2026-10-25")]
    public async Task Seed_OfAShard_HasTheseNumbers(string shard, string numbers)
    {
        var keys = (await servers.ReadAsync(isRedis: false, shard)).Keys;
        var queues = keys.Where(key => key.Key.StartsWith("queue:", StringComparison.Ordinal)).Select(key => $"{key.Key["queue:".Length..]} {key.Value.Items.Count}");
        string[] days = [.. keys.Keys.Where(key => key.StartsWith("stat:processed:", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Assert.Equal(
            numbers,
            $"{string.Join(", ", queues)}; paused {keys["paused"].Items[0]}; {keys["schedule"].Items.Count} scheduled, {keys["retry"].Items.Count} retries, "
            + $"{keys["dead"].Items.Count} dead, {keys["processes"].Items.Count} processes; {keys["stat:processed"].Items[0]} processed, {keys["stat:failed"].Items[0]} failed, "
            + $"{days.Length} days from {days[0][^10..]}");
        Assert.Equal(NumberIn(keys["stat:processed"]), days.Sum(day => NumberIn(keys[day])));
    }

    [Theory]
    [InlineData("eu-1", "ActiveRecord::RecordNotFound 2, CSV::MalformedCSVError 7, Faraday::TimeoutError 13, Net::ReadTimeout 17, Net::SMTPServerBusy 2, RuntimeError 19")]
    [InlineData("us-1", "ActiveRecord::Deadlocked 4, Faraday::ConnectionFailed 1422, RuntimeError 12, Timeout::Error 22")]
    [InlineData("legacy", "Errno::ENOSPC 11, Net::SMTPFatalError 17, Savon::HTTPError 35")]
    public async Task Seed_Retries_AreThese(string shard, string errors)
    {
        var retries = (await servers.ReadAsync(isRedis: false, shard)).Keys["retry"].Items
            .Select(item => JsonElement.Parse(item[item.IndexOf('{')..]).GetProperty("error_class").GetString()!)
            .CountBy(error => error)
            .OrderBy(error => error.Key, StringComparer.Ordinal);

        Assert.Equal(errors, string.Join(", ", retries.Select(error => $"{error.Key} {error.Value}")));
    }

    [Theory]
    [InlineData("eu-1", false, @"^\d{13}$")]
    [InlineData("us-1", false, @"^\d{10}\.\d+$")]
    [InlineData("legacy", false, @"^\d{10}\.\d+$")]
    [InlineData("us-1", true, @"^\d{10}\.\d+$")]
    public async Task Seed_TimesOfJobs_AreOfTheirEra(string shard, bool isRedis, string form)
    {
        var times = Payloads((await servers.ReadAsync(isRedis, shard)).Keys)
            .SelectMany(job => TimesOfJobs.Where(name => job.TryGetProperty(name, out _)).Select(name => job.GetProperty(name).GetRawText()))
            .ToArray();

        Assert.NotEmpty(times);
        Assert.All(times, time => Assert.Matches(form, time));
    }

    [Theory]
    [InlineData("eu-1", 60, "j|261123|8:02", "j|261123|7:03", "j|261123|7:0", "h|HardJob-23-8:2")]
    [InlineData("us-1", 59, "j|20261123|8:2", "j|20261123|7:3", "j|20261123|7:59", "Webhooks::DeliverJob-23-08:2")]
    public async Task Seed_Metrics_StandUnderTheKeysOfTheirEra(string shard, int minutes, params string[] names)
    {
        var keys = (await servers.ReadAsync(isRedis: false, shard)).Keys;

        Assert.Subset(keys.Keys.ToHashSet(), names.ToHashSet());
        Assert.Equal(minutes, keys.Keys.Count(key => MinuteOfEight().IsMatch(key) || MinuteOfSeven().IsMatch(key)));
        Assert.Equal(["2026-11-23T07:40:00Z = v41 faster imports"], keys["20261123-marks"].Items);
        Assert.Equal(["2026-11-21T08:03:00Z = v40 refunds"], keys["20261121-marks"].Items);
    }

    [Fact]
    public async Task Seed_OfSidekiqSix_HasNoMetrics_AndDelayedExtensionsUnderItsPrefix()
    {
        var keys = (await servers.ReadAsync(isRedis: false, "legacy")).Keys;

        Assert.DoesNotContain(keys.Keys, key => key.StartsWith("j|", StringComparison.Ordinal) || key.EndsWith("-marks", StringComparison.Ordinal) || key == "profiles");
        Assert.DoesNotContain(keys.Keys, key => key.StartsWith("without prefix", StringComparison.Ordinal));
        Assert.Equal(6, Payloads(keys).Count(job => job.TryGetProperty("display_class", out var name) && name.GetString() == "Newsletter::Digest.purge"));
    }

    [Fact]
    public async Task Seed_OfSidekiqEight_HasAProfileAndItsOwnActiveJobs()
    {
        var keys = (await servers.ReadAsync(isRedis: false, "eu-1")).Keys;
        var profile = Assert.Single(keys["profiles"].Items).Split(' ')[1];

        Assert.Contains("type = ActionMailer::MailDeliveryJob", keys[profile].Items);
        Assert.Equal(
            ["Sidekiq::ActiveJob::Wrapper"],
            Payloads(keys).Where(job => job.TryGetProperty("wrapped", out _)).Select(job => job.GetProperty("class").GetString()).Distinct());
    }

    [Theory]
    [InlineData("eu-1", "capsules embedded hostname identity labels pid queues started_at tag version weights", "beat busy concurrency info quiet rss rtt_us")]
    [InlineData("us-1", "concurrency embedded hostname identity labels pid queues started_at tag version weights", "beat busy info quiet rss rtt_us")]
    [InlineData("legacy", "concurrency hostname identity labels pid queues started_at tag", "beat busy info quiet rss rtt_us")]
    public async Task Seed_Processes_TellWhatTheirEraTells(string shard, string info, string fields)
    {
        var keys = (await servers.ReadAsync(isRedis: false, shard)).Keys;

        Assert.All(keys["processes"].Items, identity =>
        {
            var told = keys[identity].Items.Select(item => item.Split(" = ", 2)).ToDictionary(item => item[0], item => item[1]);
            Assert.Equal(fields, string.Join(' ', told.Keys.Order(StringComparer.Ordinal)));
            Assert.Equal(info, string.Join(' ', JsonElement.Parse(told["info"]).EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)));
            Assert.Matches(@"^\d{10}\.\d+$", JsonElement.Parse(told["info"]).GetProperty("started_at").GetRawText());
        });
    }

    [Fact]
    public async Task Seed_StuckProcess_IsBusySinceSixHours()
    {
        var keys = (await servers.ReadAsync(isRedis: false, "us-1")).Keys;
        var stuck = Assert.Single(keys["processes"].Items, identity => identity.StartsWith("stuck.1.us-1:977:", StringComparison.Ordinal));

        Assert.All(keys[$"{stuck}:work"].Items, item =>
            Assert.Equal(SeededServers.Now.AddHours(-6).ToUnixTimeSeconds(), JsonElement.Parse(item.Split(" = ", 2)[1]).GetProperty("run_at").GetInt64()));
        Assert.Equal(3, keys[$"{stuck}:work"].Items.Count);
    }

    private static long NumberIn(KeyState text) => long.Parse(text.Items[0], CultureInfo.InvariantCulture);

    private static IEnumerable<JsonElement> Payloads(IReadOnlyDictionary<string, KeyState> keys) => keys
        .Where(key => key.Key.StartsWith("queue:", StringComparison.Ordinal) || key.Key is "schedule" or "retry" or "dead")
        .SelectMany(key => key.Value.Items)
        .Select(item => item.IndexOf('{') is var start and >= 0 && item.EndsWith('}') ? item[start..] : null)
        .OfType<string>()
        .Select(item => JsonElement.Parse(item));

    [GeneratedRegex(@"^j\|\d{6}\|\d+:\d\d$")]
    private static partial Regex MinuteOfEight();

    [GeneratedRegex(@"^j\|\d{8}\|\d+:\d+$")]
    private static partial Regex MinuteOfSeven();
}
