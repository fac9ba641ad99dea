using SidekiqCluster.Redaction;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Server.Telemetry;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Server.Answers;

/// <summary>What a verb answers to a request, in the form that the request takes.</summary>
/// <param name="verb">The verb.</param>
internal sealed class VerbResult(Verb verb) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        if (AnswerMediaType.Choose(http.Request) is not { } type)
        {
            throw new RequestException(
                StatusCodes.Status406NotAcceptable,
                $"Accept is '{http.Request.Headers.Accept}'; use one of {string.Join(", ", AnswerMediaType.All.Select(each => each.Name))}.");
        }

        var services = http.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        var choice = ShardChoice.Of(http.Request);
        await using var shards = new ShardRoster(new FleetAccess(choice.ApplyTo(services.GetRequiredService<ISidekiqFleet>())), choice.Shards);
        using var words = new StringWriter();
        if (verb is AnswerVerb answerVerb)
        {
            using var content = new MemoryStream();
            using var output = new AnswerWriter(new AnswerTarget { Output = content, Words = words, Clock = clock }, type.Format);
            var answer = await answerVerb.AnswerAsync(NewRun(output), http.RequestAborted);
            output.Write(answer);
            services.GetRequiredService<FleetMeters>().Count(verb, answer.ExitCode);
            await new AnswerResponse(http, type).WriteAsync(answer, content.GetBuffer().AsMemory(0, (int)content.Length));
            return;
        }

        http.Response.ContentType = type.ContentType;
        await using var body = http.Response.BodyWriter.AsStream(leaveOpen: true);
        using var stream = new AnswerWriter(new AnswerTarget { Output = body, Words = words, Clock = clock }, type.Format);
        var result = await verb.RunAsync(NewRun(stream), http.RequestAborted);
        if (result != ExitCode.Done && type.Format != OutputFormat.Json)
        {
            EndAsIncomplete(http, words.ToString());
        }

        VerbRun NewRun(AnswerWriter output) => new(shards, output, clock)
        {
            Caller = http.GetCaller(),
            Files = new RequestBody(http.Request),
            RedactionOfViewers = services.GetRequiredService<ArgumentRedaction>(),
        };
    }

    /// <summary>Only JSON tells at its end which shards were missing; what misses some must not look whole in the other forms.</summary>
    private static void EndAsIncomplete(HttpContext http, string words)
    {
        if (!http.Response.HasStarted)
        {
            throw new RequestException(StatusCodes.Status503ServiceUnavailable, words.Trim());
        }

        http.Abort();
    }
}
