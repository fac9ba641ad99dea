using System.Diagnostics;
using SidekiqCluster.LocalServers;
using Xunit;

namespace SidekiqCluster.TestKit;

/// <summary>
/// What a test cannot do without. Where it is missing the test is skipped, the reason printed; with <c>CI=true</c> it
/// fails instead.
/// </summary>
public static class Require
{
    private static readonly Lazy<bool> HasRubySidekiq = new(static () =>
        Programs.Find("ruby") is { } ruby && Programs.Find("sidekiq") is not null && Loads(ruby, "sidekiq"));

    /// <summary>Whether nothing may be skipped for want of a program.</summary>
    public static bool IsStrict { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary><c>redis-server</c> on the PATH.</summary>
    public static void RealRedis() =>
        That(RedisServer.IsInstalled, "needs redis-server on the PATH (Debian: apt-get install redis-server)");

    /// <summary>Ruby with its Sidekiq.</summary>
    public static void Ruby() =>
        That(HasRubySidekiq.Value, "needs Ruby with Sidekiq on the PATH (Debian: apt-get install ruby-sidekiq)");

    /// <summary>Skips the test unless the condition holds; fails it where nothing may be skipped.</summary>
    public static void That(bool condition, string reason)
    {
        if (condition)
        {
            return;
        }

        if (IsStrict)
        {
            Assert.Fail($"CI=true and this test {reason}.");
        }

        Assert.Skip(reason);
    }

    private static bool Loads(string ruby, string library)
    {
        using var process = Process.Start(new ProcessStartInfo(ruby, ["-e", $"require '{library}'"])
        {
            RedirectStandardError = true,
        })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
