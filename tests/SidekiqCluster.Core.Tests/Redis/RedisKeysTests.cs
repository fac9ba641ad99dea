using System.Text;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class RedisKeysTests
{
    private static readonly DateTimeOffset Morning = new(2025, 2, 14, 9, 3, 59, TimeSpan.FromHours(1));
    private static readonly DateOnly Day = new(2025, 2, 14);

    [Fact]
    public void Keys_WithoutPrefix_AreSidekiqs() => Assert.Equal(
        [
            "queues", "queue:low", "queue:sq|h:1:ab|low", "queue:sq_h:1:ab_low", "schedule", "retry", "dead", "processes", "h:1:ab",
            "h:1:ab:workers", "h:1:ab:work", "h:1:ab-signals", "stat:processed", "stat:failed", "stat:processed:2025-02-14",
            "stat:failed:2025-02-14", "dear-leader", "paused", "j|250214|8:03",
            "j|250214|8:0", "j|20250214|8:3", "h|App::Foo-14-8:3", "App::Foo-14-08:3", "20250214-marks", "it-b1",
            "profiles", "token-b1",
        ],
        Names(string.Empty));

    [Fact]
    public void Keys_WithPrefix_HaveItOnceAndInFront() => Assert.Equal(
        Names(string.Empty).Select(name => "myapp:" + name), Names("myapp:"));

    [Fact]
    public void MetricsTenMinutes_LateInTheHour_TakesTheTens() =>
        Assert.Equal("j|250214|8:5", new RedisKeys("").MetricsTenMinutes(Morning.AddMinutes(56)));

    [Fact]
    public void QueueOf_NameThatIsNotUtf8_KeepsItsBytes()
    {
        byte[] name = [0xff, 0x41];
        var keys = new RedisKeys("é:");

        var key = keys.QueueOf(name);

        Assert.Equal([.. Encoding.UTF8.GetBytes("é:queue:"), .. name], (byte[])key!);
        Assert.Equal(name, keys.QueueNameOf(key));
    }

    [Fact]
    public void QueuePattern_PrefixWithGlobCharacters_EscapesThem() =>
        Assert.Equal(@"a\*b\?\[c\]\\:queue:*", new RedisKeys(@"a*b?[c]\:").QueuePattern);

    private static IEnumerable<string> Names(string prefix) => Of(new RedisKeys(prefix)).Select(key => key.ToString());

    private static RedisKey[] Of(RedisKeys keys) =>
    [
        keys.Queues, keys.Queue("low"), keys.PrivateQueue("h:1:ab", "low"), keys.PrivateQueuePro3("h:1:ab", "low"), keys.Schedule, keys.Retry,
        keys.Dead, keys.Processes, keys.Process("h:1:ab"), keys.Workers("h:1:ab"), keys.Work("h:1:ab"), keys.Signals("h:1:ab"),
        keys.StatProcessed(), keys.StatFailed(), keys.StatProcessed(Day), keys.StatFailed(Day), keys.Leader,
        keys.Paused, keys.MetricsMinute(Morning), keys.MetricsTenMinutes(Morning), keys.MetricsMinuteV7(Morning),
        keys.Histogram("App::Foo", Morning), keys.HistogramV7("App::Foo", Morning), keys.Marks(Day), keys.Iteration("b1"),
        keys.Profiles, keys.Profile("token-b1"),
    ];
}
