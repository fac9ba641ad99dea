using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.Live;

/// <summary>A Ruby process that answers with Sidekiq's own data API: <c>Ruby/server.rb</c>.</summary>
internal sealed class RubyApi : IAsyncDisposable
{
    private readonly Process _process;

    private RubyApi(Process process) => _process = process;

    public static RubyApi Start() => new(Process.Start(new ProcessStartInfo("ruby", ["-W0", RubyFile("server.rb")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
    })!);

    public static string RubyFile(string name) => Path.Combine(AppContext.BaseDirectory, "Ruby", name);

    /// <summary>Asks what Ruby's API answers about a Redis at a moment.</summary>
    /// <param name="url">The Redis.</param>
    /// <param name="now">The moment.</param>
    /// <param name="seed">Fills the Redis with the state of this seed first; null asks about what is there.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<JsonElement> AskAsync(string url, DateTimeOffset now, int? seed, CancellationToken cancellationToken)
    {
        var question = JsonSerializer.Serialize(new { url, now_ms = now.ToUnixTimeMilliseconds(), seed });
        await _process.StandardInput.WriteLineAsync(question.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("Ruby ended before it answered.");
        var answers = JsonElement.Parse(line, new JsonDocumentOptions { MaxDepth = 256 });
        return answers.TryGetProperty("failed", out var failure)
            ? throw new InvalidOperationException($"Ruby failed: {failure.GetString()}")
            : answers;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
