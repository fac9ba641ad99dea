using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Server.Hosting;

/// <summary>Asks one server after the other until an answer is whole: what is lost with its server is asked of the next.</summary>
internal sealed class RetryingClient(HttpClient http, IReadOnlyList<string> urls)
{
    private int _next;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The longest time that it took until an answer was whole.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>How often it had to ask again.</summary>
    public int Repeats { get; private set; }

    public Task<JsonElement> GetAsync(string path) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    public Task<JsonElement> PostAsync(string path, string json) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    private async Task<JsonElement> SendAsync(Func<HttpRequestMessage> request)
    {
        for (var began = Stopwatch.GetTimestamp(); ; _next = (_next + 1) % urls.Count, Repeats++)
        {
            Token.ThrowIfCancellationRequested();
            if (await TryAsync(request) is { } answer)
            {
                Longest = TimeSpan.FromTicks(Math.Max(Longest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
                return answer;
            }
        }
    }

    /// <summary>The answer; null when the server is lost, or misses a shard.</summary>
    private async Task<JsonElement?> TryAsync(Func<HttpRequestMessage> request)
    {
        using var message = request();
        message.RequestUri = new Uri(urls[_next] + message.RequestUri);
        try
        {
            using var response = await http.SendAsync(message, Token);
            var body = await response.Content.ReadAsByteArrayAsync(Token);
            Assert.True((int)response.StatusCode is 200 or 503, $"{message.RequestUri}: {response.StatusCode} {Encoding.UTF8.GetString(body)}");
            return response.IsSuccessStatusCode && !response.Headers.Contains("Sidekiq-Cluster-Missing-Shards") ? JsonElement.Parse(body) : null;
        }
        catch (HttpRequestException)
        {
            // It is dead, or died while it answered.
            return null;
        }
    }
}
