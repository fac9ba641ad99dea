using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SidekiqCluster.Server.Security;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Documents;

/// <summary>Every operation of the OpenAPI document refuses as the document says, whatever is wrong.</summary>
public sealed class DocumentedRefusalTests(RedisFixture redis)
{
    private static readonly (string Name, string Role, string Key)[] Callers = [("ann", "viewer", ApiKey.New()), ("eve", "admin", ApiKey.New())];

    [Fact]
    public async Task Operations_CalledWrongly_RefuseAsTheDocumentSays()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var other = await redis.NewDatabaseAsync();

        // Of one shard alone a job can be cancelled before it begins, so that none is missing.
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url), ("us-1", other.Url)], Settings());
        var api = await ApiDescription.ReadAsync(server.Http);
        var wrong = new List<string>();
        var refused = new Dictionary<int, int>();

        foreach (var operation in api.Operations)
        {
            await CheckAsync(operation, 401, static _ => { });
            await CheckAsync(operation, 400, static request => Sign(request, Callers[1].Key), "nope=1");
            if (IsAct(operation))
            {
                await CheckAsync(operation, 403, static request => Sign(request, Callers[0].Key));
            }

            if (operation.Statuses.Contains("406"))
            {
                await CheckAsync(operation, 406, static request =>
                {
                    Sign(request, Callers[1].Key);
                    request.Headers.Accept.ParseAdd("image/png");
                });
            }

            if (operation.Statuses.Contains("404"))
            {
                await CheckAsync(operation, 404, static request => Sign(request, Callers[1].Key));
            }
        }

        Assert.Empty(wrong);
        Assert.Equal((api.Operations.Count, api.Operations.Count), (refused[400], refused[401]));
        Assert.Equal(api.Operations.Count(IsAct), refused[403]);
        Assert.True(refused[404] > 5 && refused[406] > 30, $"{refused[404]} and {refused[406]} were refused.");

        async Task CheckAsync(DocumentedOperation operation, int status, Action<HttpRequestMessage> change, params string[] parameters)
        {
            using var request = operation.ToRequest(static (_, example) => example, parameters);
            change(request);
            using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            var why = (int)response.StatusCode != status ? $"{(int)response.StatusCode} {body}"
                : response.Content.Headers.ContentType?.MediaType is var sent && sent != "application/problem+json" ? $"is {sent}"
                : api.WhyWrong(operation.FormsOf(status).Single().Value, JsonNode.Parse(body));
            if (why is null)
            {
                refused[status] = refused.GetValueOrDefault(status) + 1;
            }
            else
            {
                wrong.Add($"{operation.Name} {status}: {why}");
            }
        }
    }

    /// <summary>Whether it changes something; a check of schemas is a question with a body.</summary>
    private static bool IsAct(DocumentedOperation operation) => operation.Method == HttpMethod.Post && operation.Path != "/api/v1/schema/check";

    private static void Sign(HttpRequestMessage request, string key) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    private static (string, string)[] Settings() =>
    [
        .. Callers.SelectMany(static caller => new[]
        {
            ($"{SecurityOptions.SectionName}:ApiKeys:{caller.Name}:Hash", ApiKey.HashOf(caller.Key)),
            ($"{SecurityOptions.SectionName}:ApiKeys:{caller.Name}:Role", caller.Role),
        }),
    ];
}
