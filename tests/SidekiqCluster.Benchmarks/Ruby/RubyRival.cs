using System.Diagnostics;
using System.Text.Json;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Benchmarks.Ruby;

/// <summary>Sidekiq's Ruby API in a process of its own, which measures itself.</summary>
internal sealed class RubyRival : IAsyncDisposable
{
    /// <summary>As the table shows it.</summary>
    public const string Name = "Ruby";

    private readonly Process _process;

    private RubyRival(Process process) => _process = process;

    /// <summary>What it is.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Starts it; null when Ruby or its Sidekiq is not installed.</summary>
    public static async Task<RubyRival?> StartAsync(string url)
    {
        if (Programs.Find("ruby") is not { } ruby)
        {
            return null;
        }

        var script = Path.Combine(AppContext.BaseDirectory, "Ruby", "rival.rb");
        var process = Process.Start(new ProcessStartInfo(ruby, [script, url])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var rival = new RubyRival(process);
        try
        {
            rival.Version = (await rival.AskAsync("version", null)).Answer!;
            return rival;
        }
        catch (Exception e) when (e is EndOfStreamException or IOException)
        {
            await rival.DisposeAsync();
            return null;
        }
    }

    /// <summary>Has it do something once.</summary>
    public async Task<Outcome> AskAsync(string question, object? arguments)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { question, arguments }));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new EndOfStreamException("The Ruby rival has ended.");
        var reply = JsonElement.Parse(line);
        return reply.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"The Ruby rival: {error}")
            : new Outcome(
                TimeSpan.FromSeconds(reply.GetProperty("seconds").GetDouble()),
                reply.GetProperty("answer").GetString(),
                AllocatedBytes: null,
                reply.GetProperty("peak") is { ValueKind: JsonValueKind.Number } peak ? peak.GetInt64() : null);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
