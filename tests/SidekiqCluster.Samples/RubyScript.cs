using System.Diagnostics;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Samples;

/// <summary>Runs lines of Ruby with Sidekiq's API at hand.</summary>
internal static class RubyScript
{
    private const string Prelude = "require 'date'; require 'yaml'; require 'sidekiq'; require 'sidekiq/api'\n";

    /// <summary>Runs them over a database, and gives the lines that they print.</summary>
    /// <param name="code">The lines.</param>
    /// <param name="database">What Sidekiq talks to.</param>
    /// <param name="now">Where Ruby's clock stands; null for one that goes.</param>
    public static async Task<string[]> RunAsync(string code, TestDatabase database, DateTimeOffset? now = null)
    {
        var clock = now is { } time
            ? FormattableString.Invariant($"NOW = Time.at({time.ToUnixTimeMilliseconds()} / 1000r); def Time.now(**) = NOW\n")
            : string.Empty;
        using var ruby = Process.Start(new ProcessStartInfo("ruby", ["-e", Prelude + clock + code])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REDIS_URL"] = database.Url, ["LANG"] = "C.UTF-8" },
        })!;
        var error = ruby.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await ruby.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await ruby.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(ruby.ExitCode == 0, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
