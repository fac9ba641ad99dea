using System.Buffers;
using System.Globalization;
using System.Text;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Clients;

/// <summary>All that the payloads of one push share, written once: everything before the arguments.</summary>
/// <remarks>The fields come in Ruby's order: the options of the class, class, arguments, jid, times.</remarks>
internal sealed class PushTemplate
{
    private const string DefaultQueue = "default";
    private const string RailsWrapper = "ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper";
    private const string SidekiqWrapper = "Sidekiq::ActiveJob::Wrapper";

    /// <summary>As in Ruby: less would not spread anything.</summary>
    private static readonly TimeSpan LeastSpread = TimeSpan.FromSeconds(5);

    private readonly byte[] _head;
    private readonly byte[] _headForSidekiq8;
    private readonly ActiveJobWriter? _activeJob;
    private readonly TimeSpan? _spread;
    private readonly Func<double>? _nextDouble;

    private PushTemplate(string jobClass, PushOptions options, JobApi api, JobOptions defaults, Func<Guid> newActiveJobId)
    {
        Options = options;
        Queue = options.Queue ?? defaults.Queue ?? DefaultQueue;
        List<KeyValuePair<string, string>> fields =
        [
            new("retry", (options.Retry ?? defaults.Retry ?? JobRetry.Always).ToString()),
            new("queue", JsonOf(Queue)),
            .. FieldsOf(options, defaults),
        ];
        if (api == JobApi.ActiveJob)
        {
            _activeJob = new ActiveJobWriter(jobClass, Queue, options, newActiveJobId);
            _head = Head(fields, RailsWrapper, jobClass);
            _headForSidekiq8 = Head(fields, SidekiqWrapper, jobClass);
        }
        else
        {
            _head = _headForSidekiq8 = Head(fields, jobClass);
        }
    }

    private PushTemplate(PushTemplate other, TimeSpan spread, Func<double> nextDouble)
    {
        Options = other.Options;
        Queue = other.Queue;
        (_head, _headForSidekiq8, _activeJob) = (other._head, other._headForSidekiq8, other._activeJob);
        (_spread, _nextDouble) = (spread, nextDouble);
    }

    public PushOptions Options { get; }

    public string Queue { get; }

    /// <summary>Checks the options and prepares the payloads of a class about which nothing else is known.</summary>
    /// <exception cref="ArgumentException">The class or an option breaks its rule; the message says how to mend it.</exception>
    public static PushTemplate Of(string jobClass, PushOptions options) =>
        new(jobClass, Checked(jobClass, options, JobApi.Sidekiq), JobApi.Sidekiq, JobOptions.None, Guid.NewGuid);

    /// <summary>The same for a class with a schema.</summary>
    /// <inheritdoc cref="Of(string, PushOptions)"/>
    public static PushTemplate Of(JobSchema schema, PushOptions options, Func<Guid> newActiveJobId) =>
        new(schema.Class, Checked(schema.Class, options, schema.Api), schema.Api, schema.Options, newActiveJobId);

    /// <summary>Why these arguments cannot be pushed, a sentence; null when they can.</summary>
    public string? FindProblem(JsonArguments? args, DateTimeOffset? at) =>
        args is null ? "The arguments are null; give JsonArguments.None for none."
        : at is not null && _spread is not null ? "The job has a time of its own, and the push is spread; give one of them."
        : args.Problem ?? (_activeJob is null ? null : ActiveJobWriter.FindProblem(args));

    /// <summary>The same with each job at a random time within a span from now; null for no span.</summary>
    /// <exception cref="ArgumentException">The span is not positive, or there is a time already.</exception>
    public PushTemplate Spread(TimeSpan? span, Func<double> nextDouble) =>
        span is null ? this
        : span <= TimeSpan.Zero || Options is { At: not null } or { Delay: not null }
            ? throw new ArgumentException("`Spread` is not positive, or set beside `At` or `Delay`; give one of them.", nameof(span))
        : new PushTemplate(this, span > LeastSpread ? span.Value : LeastSpread, nextDouble);

    /// <summary>When a job is due that was given this time or none; null for at once.</summary>
    public DateTimeOffset? DueAt(DateTimeOffset? at, DateTimeOffset now)
    {
        var due = at ?? Options.At ?? (now + (Options.Delay ?? (_spread * _nextDouble?.Invoke())));
        return due > now || Options.IsScheduledEvenIfDue ? due : null;
    }

    /// <summary>Writes one payload.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="jid">Its id.</param>
    /// <param name="moment">The present.</param>
    /// <param name="due">When it is due; null for one that goes to its queue.</param>
    public void Write(IBufferWriter<byte> output, JsonArguments args, string jid, PushMoment moment, DateTimeOffset? due)
    {
        output.Write(moment.AreAllSidekiq8 ? _headForSidekiq8 : _head);
        if (_activeJob is null)
        {
            output.Write(args.Json.Span);
        }
        else
        {
            _activeJob.Write(output, args.Json.Span, moment, due);
        }

        output.Write(",\"jid\":\""u8);
        JsonOutput.Escape(output, Encoding.UTF8.GetBytes(jid));
        output.Write("\",\"created_at\":"u8);
        output.Write(moment.Json);
        if (due is null)
        {
            output.Write(",\"enqueued_at\":"u8);
            output.Write(moment.Json);
        }

        output.Write("}"u8);
    }

    private static PushOptions Checked(string jobClass, PushOptions options, JobApi api) =>
        PushRules.FindProblem(jobClass, options, api) is { } problem ? throw new ArgumentException(problem) : options;

    /// <summary>The fields between <c>queue</c> and <c>class</c>. One that is set again keeps its place, as in a Ruby hash.</summary>
    private static List<KeyValuePair<string, string>> FieldsOf(PushOptions options, JobOptions defaults)
    {
        var fields = new List<KeyValuePair<string, string>>();
        if (options.Tags is not null || defaults.Tags.Count > 0)
        {
            fields.Add(new("tags", $"[{string.Join(',', (options.Tags ?? defaults.Tags).Select(JsonOf))}]"));
        }

        fields.AddRange(defaults.Others);
        Set("backtrace", options.Backtrace?.ToString());
        Set("dead", options.Dead is { } dead ? (dead ? "true" : "false") : null);
        Set("retry_for", options.RetryFor is { } span ? ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        Set("retry_queue", options.RetryQueue is { } queue ? JsonOf(queue) : null);
        foreach (var (name, json) in options.Others)
        {
            Set(name, json);
        }

        return fields;

        void Set(string name, string? json)
        {
            if (json is null)
            {
                return;
            }

            var at = fields.FindIndex(field => field.Key == name);
            if (at < 0)
            {
                fields.Add(new(name, json));
            }
            else
            {
                fields[at] = new(name, json);
            }
        }
    }

    private static byte[] Head(List<KeyValuePair<string, string>> fields, string jobClass, string? wrapped = null)
    {
        var output = new JsonOutput();
        output.Open('{');
        foreach (var (name, json) in fields)
        {
            output.Name(name);
            output.Value(Encoding.UTF8.GetBytes(json));
        }

        output.Name("class");
        output.Text(jobClass);
        if (wrapped is not null)
        {
            output.Name("wrapped");
            output.Text(wrapped);
        }

        output.Name("args");
        return output.Written.ToArray();
    }

    private static string JsonOf(string text) => $"\"{Encoding.UTF8.GetString(JsonText.EncodeContent(text))}\"";
}
