using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Documents;

/// <summary>Calls every operation of a server's document in every form that it has, and compares the answers with what the document says.</summary>
/// <param name="http">The way to the server.</param>
/// <param name="databases">So many as <see cref="Shards"/>, to be added as shards.</param>
internal sealed class DocumentedCalls(HttpClient http, TestDatabases databases)
{
    /// <summary>Shards that are added and removed, one for each form of an answer.</summary>
    public const int Shards = 6;

    private readonly Dictionary<string, string> _found = [];
    private readonly Queue<string> _added = [];
    private ApiDescription _api = new([]);

    /// <summary>The operations that were answered with 404, as their example is not in the data.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>What was not as the document says.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The calls that were made.</summary>
    public int Count { get; private set; }

    public async Task RunAsync()
    {
        _api = await ApiDescription.ReadAsync(http);
        await FindThingsAsync();

        // Those that change something last, so that the others have something to tell of.
        foreach (var operation in _api.Operations.OrderBy(static operation => operation.Method == HttpMethod.Post))
        {
            foreach (var (form, schema) in operation.FormsOf(200))
            {
                await CallAsync(operation, form, schema);
                Count++;
            }
        }
    }

    private async Task CallAsync(DocumentedOperation operation, string form, JsonNode schema)
    {
        using var request = operation.ToRequest(Replace, operation.Path.Contains("/push", StringComparison.Ordinal) ? [$"shards={_found["shard"]}"] : []);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(form));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream" && response.IsSuccessStatusCode)
        {
            await using var events = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            Tell(operation, form, await DocumentedForm.WhyEventsAreWrongAsync(_api, operation, events));
            return;
        }

        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var status = (int)response.StatusCode;
        if (status == 404 && operation.Statuses.Contains("404"))
        {
            Missing.Add(operation.Name);
            (form, schema) = operation.FormsOf(404).Single();
        }
        else if (status != 200)
        {
            Tell(operation, form, $"{status} {System.Text.Encoding.UTF8.GetString(body)}");
            return;
        }

        var sent = response.Content.Headers.ContentType?.MediaType;
        Tell(operation, form, sent == form ? DocumentedForm.WhyWrong(_api, form, schema, body) : $"is {sent}");
    }

    private void Tell(DocumentedOperation operation, string form, string? why)
    {
        if (why is not null)
        {
            Wrong.Add($"{operation.Name} as {form}: {why}");
        }
    }

    private string Replace(string operation, string example) => operation switch
    {
        "POST /api/v1/shards" => WithNewShard(example),
        "POST /api/v1/shards/{shard}/remove" => _added.Dequeue(),
        _ => ReplaceNames(operation, example),
    };

    /// <summary>The example with a shard that is there, and not yet in the fleet.</summary>
    private string WithNewShard(string example)
    {
        var place = _added.Count;
        _added.Enqueue(FormattableString.Invariant($"eu-3-{place}"));
        return example
            .Replace("\"eu-3\"", $"\"{_added.Last()}\"", StringComparison.Ordinal)
            .Replace("redis://10.0.0.7:6379", databases.All[place].Url, StringComparison.Ordinal);
    }

    private string ReplaceNames(string operation, string example) => example
        .Replace("0123456789abcdef01234567", _found.GetValueOrDefault(JidOf(operation), "gone"), StringComparison.Ordinal)
        .Replace("alice-4d1f", _found.GetValueOrDefault("profile", "gone"), StringComparison.Ordinal)
        .Replace("web-1:4711:0123456789ab", _found.GetValueOrDefault("identity", "gone"), StringComparison.Ordinal);

    private static string JidOf(string operation) => operation.Split('/') switch
    {
        [.., "work", _] => "work",
        [.., "iterations", _] or [.., "iterations", _, "cancel"] => "iteration",
        _ => "jid",
    };

    /// <summary>Looks for what the data has in the place of the examples.</summary>
    private async Task FindThingsAsync()
    {
        await FindAsync("shard", "/api/v1/info", "servers", "shard");
        await FindAsync("jid", "/api/v1/jobs?in=scheduled&limit=1", "jobs", "jid");
        await FindAsync("work", "/api/v1/work", "work", "jid");
        await FindAsync("profile", "/api/v1/profiles", "profiles", "key");
        await FindAsync("identity", "/api/v1/processes", "processes", "identity");
        _found["iteration"] = "7a3bc332f65acd536825796a";
    }

    private async Task FindAsync(string name, string path, string rows, string field)
    {
        var answer = JsonNode.Parse(await http.GetStringAsync(path, TestContext.Current.CancellationToken))!;
        if (answer[rows]!.AsArray() is [{ } first, ..])
        {
            _found[name] = (string)first[field]!;
        }
    }
}
