using System.Buffers;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Server.Streams;
using SidekiqCluster.Server.Telemetry;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Answers;

/// <summary>What a verb answers to a request, in the form that the request takes.</summary>
/// <param name="verb">The verb.</param>
internal sealed class VerbResult(Verb verb) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var forms = HttpMethods.IsPost(http.Request.Method) ? AnswerMediaType.OfActs : AnswerMediaType.OfReads;
        if (AnswerMediaType.Choose(http.Request, forms) is not { } type)
        {
            throw new RequestException(
                StatusCodes.Status406NotAcceptable,
                $"Accept is '{http.Request.Headers.Accept}'; use one of {string.Join(", ", forms.Select(static each => each.Name))}.");
        }

        var services = http.RequestServices;
        var telemetry = services.GetRequiredService<VerbTelemetry>();
        var clock = services.GetRequiredService<TimeProvider>();
        await using var shards = http.NewRoster();
        using var words = new StringWriter();
        if (verb is not AnswerVerb whole)
        {
            await StreamAsync();
        }
        else if (type == AnswerMediaType.Events)
        {
            using var nothing = new AnswerWriter(new AnswerTarget { Output = Stream.Null, Words = words, Clock = clock }, type.Format);
            await new ActEvents(http, clock).RunAsync(feed => AnswerAsync(whole, NewRun(nothing) with { Display = feed }));
        }
        else
        {
            using var content = new MemoryStream();
            using var output = new AnswerWriter(new AnswerTarget { Output = content, Words = words, Clock = clock, IsOnOneLine = type == AnswerMediaType.Packed }, type.Format);
            var answer = await AnswerAsync(whole, NewRun(output));
            output.Write(answer);
            await new AnswerResponse(http, type).WriteAsync(answer, ContentOf(content, type));
        }

        VerbRun NewRun(AnswerWriter output) => http.NewRun(shards, output, new RequestBody(http.Request));

        async Task<Answer> AnswerAsync(AnswerVerb asked, VerbRun run)
        {
            var answer = await telemetry.RunAsync(
                verb, () => asked.AnswerAsync(run, http.RequestAborted), static answer => answer.ExitCode, static answer => answer.Shards);
            return AnswerResponse.Demand(answer);
        }

        async Task StreamAsync()
        {
            http.Response.ContentType = type.ContentType;
            http.Response.Headers.Vary = "Accept";
            await using var body = new BodyStream(http.Response);
            await using var packed = new PackedLines(body);
            var (output, format) = type == AnswerMediaType.Packed ? ((WriteOnlyStream)packed, OutputFormat.Jsonl) : (body, type.Format);
            using var stream = new AnswerWriter(new AnswerTarget { Output = output, Words = words, Clock = clock }, format);
            var result = await telemetry.RunAsync(verb, () => verb.RunAsync(NewRun(stream), http.RequestAborted), static result => result);
            if (result != ExitCode.Done && format != OutputFormat.Json)
            {
                EndAsIncomplete(http, words.ToString());
            }
        }
    }

    private static ReadOnlyMemory<byte> ContentOf(MemoryStream content, AnswerMediaType type)
    {
        var written = content.GetBuffer().AsMemory(0, (int)content.Length);
        if (type != AnswerMediaType.Packed)
        {
            return written;
        }

        var packed = new ArrayBufferWriter<byte>();
        PackedJson.Write(written.Span, packed);
        return packed.WrittenMemory;
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
