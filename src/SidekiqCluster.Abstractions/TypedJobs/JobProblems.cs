using System.Text.RegularExpressions;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.TypedJobs;

/// <summary>Compares stored jobs with the signatures of their classes.</summary>
internal static partial class JobProblems
{
    /// <summary>Why the job could not run; null when it could, as far as can be known without running it.</summary>
    public static JobProblem? Find(JobSchemas schemas, JobRecord job)
    {
        var raw = job.Raw.Span;
        if (!PayloadLayout.TryRead(raw, out var layout))
        {
            return new JobProblem(null, JobProblemKind.Malformed, "The payload is no JSON object.");
        }

        var call = WrappedJob.Find(raw, layout);
        if (call.Kind is not (JobDisplayKind.Plain or JobDisplayKind.ActiveJob))
        {
            // Mails and delayed calls go to methods, of which schemas say nothing.
            return null;
        }

        var name = call.Class.IsEmpty ? null : JsonText.DecodeContent(call.Class);
        if (name is null || schemas.Find(name) is not { } schema)
        {
            return new JobProblem(name, JobProblemKind.UnknownClass, name is null ? "The payload names no class." : $"There is no class {name}.");
        }

        var fit = JobArguments.Check(schema, raw);
        if (fit.Mismatch is { } mismatch)
        {
            return KindOf(mismatch.Kind) is { } kind
                ? new JobProblem(name, kind, (mismatch with { Path = Index().Replace(mismatch.Path, "[]") }).Message)
                : null;
        }

        var extra = fit.ExtraArguments - (schema.Api == JobApi.ActiveJob && EndsWithKeywords(call.Array) ? 1 : 0);
        return extra > 0 ? TooMany(schema, extra) : null;
    }

    private static JobProblem TooMany(JobSchema schema, int extra)
    {
        var most = schema.Parameters.Count(parameter => !parameter.IsKeywords);
        return new JobProblem(schema.Class, JobProblemKind.TooMany, $"Arguments: expected {most} at most, found {most + extra}.");
    }

    /// <summary>What cannot be looked into, as it is encrypted, is no problem.</summary>
    private static JobProblemKind? KindOf(JobArgsMismatchKind kind) => kind switch
    {
        JobArgsMismatchKind.Encrypted => null,
        JobArgsMismatchKind.OtherApi => JobProblemKind.OtherApi,
        JobArgsMismatchKind.TooFew => JobProblemKind.TooFew,
        JobArgsMismatchKind.WrongType => JobProblemKind.WrongType,
        JobArgsMismatchKind.WrongValue => JobProblemKind.WrongValue,
        JobArgsMismatchKind.MissingKey => JobProblemKind.MissingKey,
        JobArgsMismatchKind.NotAnArray => JobProblemKind.NotAnArray,
        _ => JobProblemKind.Malformed,
    };

    /// <summary>Whether the last argument is Active Job's hash of keywords, for which the class may have <c>**options</c>.</summary>
    private static bool EndsWithKeywords(ReadOnlySpan<byte> array)
    {
        var arguments = DisplayArguments.Of(array);
        var last = default(ReadOnlySpan<byte>);
        while (arguments.MoveNext())
        {
            last = arguments.Current;
        }

        return last is [(byte)'{', ..] && PayloadLayout.Find(last, "_aj_ruby2_keywords"u8).IsPresent;
    }

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index();
}
