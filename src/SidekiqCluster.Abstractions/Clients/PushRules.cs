using System.Collections.Frozen;
using System.Text;
using SidekiqCluster.Payloads;
using SidekiqCluster.Queues;

namespace SidekiqCluster.Clients;

/// <summary>What a push must be, checked before anything is sent. Each problem is a sentence with its remedy.</summary>
internal static class PushRules
{
    /// <summary>As Ruby has it since 7.1.3.</summary>
    private static readonly TimeSpan LongestRetryFor = TimeSpan.FromSeconds(1_000_000_000);

    private static readonly FrozenSet<string> OwnFields = FrozenSet.Create(
        StringComparer.Ordinal,
        "class", "args", "queue", "retry", "tags", "jid", "at", "created_at", "enqueued_at", "backtrace", "dead", "retry_for",
        "retry_queue", "pool", "client_class");

    public static string? FindProblem(string jobClass, PushOptions options, JobApi api) =>
        ProblemOfClass(jobClass)
        ?? ProblemOfQueue(nameof(options.Queue), options.Queue)
        ?? ProblemOfQueue(nameof(options.RetryQueue), options.RetryQueue)
        ?? ProblemOfTimes(options)
        ?? ProblemOfTexts(options)
        ?? ProblemOfOthers(options, api);

    private static string? ProblemOfClass(string jobClass) =>
        string.IsNullOrEmpty(jobClass) ? "`Class` is empty; give the Ruby class that performs the job."
        : jobClass.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)) || JsonText.HasLoneSurrogate(jobClass)
            ? "`Class` holds a blank, a control character or half of a surrogate pair; give the name of a Ruby class."
        : null;

    private static string? ProblemOfQueue(string property, string? name) =>
        name is not null && QueueNames.WhyForbidden(name) is { } why ? $"`{property}` {why}; use another one." : null;

    private static string? ProblemOfTimes(PushOptions options) =>
        options is { At: not null, Delay: not null } ? "`At` and `Delay` are both set; give one of them."
        : options.RetryFor is { } span && (span < TimeSpan.FromSeconds(1) || span > LongestRetryFor)
            ? $"`RetryFor` is {span}; use 1 s to {LongestRetryFor.TotalSeconds:0} s."
        : null;

    private static string? ProblemOfTexts(PushOptions options) =>
        options.Jid is { Length: 0 } ? "`Jid` is empty; give an id, or null for a new one."
        : options.Jid is { } jid && JsonText.HasLoneSurrogate(jid) ? "`Jid` holds half of a surrogate pair; give whole characters."
        : options.Tags?.Any(static tag => tag is null || JsonText.HasLoneSurrogate(tag)) == true
            ? "`Tags` holds null or half of a surrogate pair; give texts."
        : null;

    private static string? ProblemOfOthers(PushOptions options, JobApi api)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, json) in options.Others)
        {
            var problem =
                string.IsNullOrEmpty(name) || JsonText.HasLoneSurrogate(name) ? "`Others` has a field without a proper name; give it one."
                : OwnFields.Contains(name) || (api == JobApi.ActiveJob && name == "wrapped")
                    ? $"`Others` sets '{name}', which the client writes itself; use the property of that name or leave it out."
                : !seen.Add(name) ? $"`Others` sets '{name}' twice; set it once."
                : ProblemOfJson(name, json);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? ProblemOfJson(string name, string? json) =>
        string.IsNullOrEmpty(json) || JsonText.HasLoneSurrogate(json)
            ? $"`Others` gives '{name}' no value; give it JSON."
        : RubyJson.FindProblem(Encoding.UTF8.GetBytes(json), out var depth) is { } problem
            ? $"`Others` gives '{name}' a value that {problem}; give it JSON that Ruby can read."
        : depth >= RubyJson.MaxDepth ? $"`Others` nests '{name}' {depth} levels deep; Ruby reads at most {RubyJson.MaxDepth - 1}."
        : null;
}
