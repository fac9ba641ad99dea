using SidekiqCluster.Server.Requests;
using SidekiqCluster.Server.Telemetry;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Answers;

/// <summary>The file that a verb writes, in its one form.</summary>
/// <param name="verb">The verb.</param>
/// <param name="mediaType">What the file is.</param>
internal sealed class FileResult(Verb verb, string mediaType) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        await using var shards = http.NewRoster();
        using var words = new StringWriter();
        using var nothing = new AnswerWriter(new AnswerTarget { Output = Stream.Null, Words = words, Clock = clock }, OutputFormat.Json);
        var file = new ResponseFile();
        var run = http.NewRun(shards, nothing, file);
        var result = await services.GetRequiredService<VerbTelemetry>().RunAsync(verb, () => verb.RunAsync(run, http.RequestAborted), static result => result);
        if (result != ExitCode.Done || file.Content is not { } content)
        {
            throw new RequestException(
                result == ExitCode.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable,
                words.ToString().Replace($"{Tool.Name}: ", string.Empty, StringComparison.Ordinal).Trim());
        }

        http.Response.ContentType = mediaType;
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }
}
