using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

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
    public Task<JsonElement> AskAsync(string url, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync(new { url, now_ms = now.ToUnixTimeMilliseconds() }, cancellationToken);

    /// <summary>Fills the Redis with the state of a seed, then asks about it.</summary>
    public Task<JsonElement> FillAsync(string url, DateTimeOffset now, int seed, CancellationToken cancellationToken) =>
        AskAsync(new { url, now_ms = now.ToUnixTimeMilliseconds(), seed }, cancellationToken);

    /// <summary>Pushes jobs, each a class and its arguments.</summary>
    public Task PushAsync(string url, IEnumerable<object[]> push, CancellationToken cancellationToken) =>
        AskAsync(new { url, now_ms = (long?)null, push }, cancellationToken);

    /// <summary>Fills the Redis with the state of a seed, and asks nothing.</summary>
    public Task PrepareAsync(string url, DateTimeOffset now, int seed, CancellationToken cancellationToken) =>
        AskAsync(new { url, now_ms = now.ToUnixTimeMilliseconds(), seed, silent = true }, cancellationToken);

    /// <summary>Acts; false when Ruby's act would run into a fault of its own, and was left out.</summary>
    public async Task<bool> ActAsync(string url, DateTimeOffset now, object act, CancellationToken cancellationToken) =>
        (await AskAsync(new { url, now_ms = now.ToUnixTimeMilliseconds(), act }, cancellationToken)).GetProperty("acted").GetBoolean();

    /// <summary>
    /// Calls classes at a moment: each call names the class, then what is sent to it, then to what that returned, as
    /// method and arguments.
    /// </summary>
    public Task CallAsync(string url, DateTimeOffset now, IEnumerable<object[]> calls, CancellationToken cancellationToken) =>
        AskAsync(new { url, now_ms = now.ToUnixTimeMilliseconds(), calls, silent = true }, cancellationToken);

    /// <summary>Puts what is due at a moment into its queues, as the scheduler does.</summary>
    public Task PollAsync(string url, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync(new { url, now_ms = now.ToUnixTimeMilliseconds(), poll = true, silent = true }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonElement> AskAsync(object question, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("Ruby ended before it answered.");
        var answers = JsonElement.Parse(line, new JsonDocumentOptions { MaxDepth = 256 });
        return answers.TryGetProperty("failed", out var failure)
            ? throw new InvalidOperationException($"Ruby failed: {failure.GetString()}")
            : answers;
    }
}
