using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Requests;

/// <summary>Every error as <c>application/problem+json</c>.</summary>
internal sealed partial class Problems : IExceptionHandler
{
    /// <summary>What they are sent as.</summary>
    public const string MediaType = "application/problem+json";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Find(exception, httpContext.RequestAborted.IsCancellationRequested) is not { } problem)
        {
            return false;
        }

        await WriteAsync(httpContext, problem);
        return true;
    }

    /// <summary>Says of a request that no endpoint took why not.</summary>
    public static Task WriteUntakenAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var words = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {http.Request.Path}; see /openapi/v1.json.",
            StatusCodes.Status405MethodNotAllowed => $"{http.Request.Path} does not take {http.Request.Method}; use {http.Response.Headers.Allow}.",
            StatusCodes.Status415UnsupportedMediaType =>
                $"The body is '{http.Request.ContentType}'; send JSON, with Content-Type: application/json.",
            StatusCodes.Status413PayloadTooLarge =>
                $"The body is larger than {http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize} bytes; send less at once, or many jobs to /api/v1/push/bulk.",
            _ => null,
        };
        return WriteAsync(http, new ProblemDetails { Status = http.Response.StatusCode, Detail = words });
    }

    /// <summary>Problems are JSON whatever the request accepts, as there is no other form of them.</summary>
    private static Task WriteAsync(HttpContext http, ProblemDetails problem)
    {
        http.Response.StatusCode = problem.Status!.Value;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(http.Response.StatusCode);
        return http.Response.WriteAsJsonAsync(problem, options: null, MediaType, http.RequestAborted);
    }

    /// <summary>What to say of an error that nobody foresaw.</summary>
    public static ProblemDetails Unforeseen => Of(StatusCodes.Status500InternalServerError, "Something went wrong in the server; its log tells what.");

    /// <summary>A problem as JSON on one line.</summary>
    public static ReadOnlyMemory<byte> ToJson(ProblemDetails problem, HttpContext http)
    {
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status!.Value);
        return JsonSerializer.SerializeToUtf8Bytes(problem, http.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions);
    }

    /// <summary>What to say of an error; null of one that nobody foresaw.</summary>
    public static ProblemDetails? Find(Exception exception, bool isAborted) => exception switch
    {
        RequestException e => Of(e.Status, e.Message, e.Shards),
        VerbException { ExitCode: ExitCode.Usage } e => Of(StatusCodes.Status400BadRequest, e.Message),
        VerbException { ExitCode: ExitCode.NotFound } e => Of(StatusCodes.Status404NotFound, e.Message),
        VerbException { ExitCode: ExitCode.Refused } e => Of(StatusCodes.Status403Forbidden, e.Message),
        VerbException e => Of(StatusCodes.Status500InternalServerError, e.Message),
        BadHttpRequestException e => Of(e.StatusCode, WordsOf(e)),
        ShardUnknownException e => Of(StatusCodes.Status404NotFound, e.Message),
        SidekiqClusterException e => Of(StatusCodes.Status503ServiceUnavailable, e.Message),
        OperationCanceledException when isAborted => Of(StatusCodes.Status499ClientClosedRequest, "The client went away."),
        _ => null,
    };

    private static string WordsOf(BadHttpRequestException error)
    {
        if (error.InnerException is JsonException json)
        {
            return $"The body is no such JSON: {json.Message}";
        }

        return Unbound().Match(error.Message) is { Success: true } unbound
            ? $"'{unbound.Groups[1].Value}' is '{unbound.Groups[2].Value}', which it cannot be; see /openapi/v1.json."
            : error.Message;
    }

    private static ProblemDetails Of(int status, string words, IReadOnlyList<ShardOutcome>? shards = null)
    {
        var problem = new ProblemDetails { Status = status, Detail = Switch().Replace(words, static name => $"'{name.Groups[1].Value.Replace('-', '_')}'") };
        if (shards is { Count: > 0 })
        {
            problem.Extensions["shards"] = shards.Select(static shard => new { shard = shard.Shard, error = shard.Error });
        }

        return problem;
    }

    /// <summary>A parameter as the command line spells it.</summary>
    [GeneratedRegex(@"--([a-z][a-z-]*)\b")]
    private static partial Regex Switch();

    /// <summary>What the framework says of a parameter that it cannot read.</summary>
    [GeneratedRegex("^Failed to bind parameter \"\\S+ (\\w+)\" from \"(.*)\"")]
    private static partial Regex Unbound();
}
