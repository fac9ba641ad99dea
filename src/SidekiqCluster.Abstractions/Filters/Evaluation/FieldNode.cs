using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Filters;

/// <summary>Tests one named field.</summary>
internal sealed class FieldNode(JobFieldName field, ValueTest test) : FilterNode
{
    private readonly RequiredLiteral _required = RequiredLiteral.Of(field, test);

    public override int Cost { get; } = field switch
    {
        JobFieldName.Shard or JobFieldName.Source or JobFieldName.Score or JobFieldName.At => 1,
        JobFieldName.Raw => 2,
        JobFieldName.Class or JobFieldName.Target or JobFieldName.Method => 4,
        _ => 3,
    };

    public override bool CanMatchVerbatim(ReadOnlySpan<byte> raw) => _required.IsIn(raw);

    public override bool Matches(ref JobView job) => field switch
    {
        JobFieldName.Shard => StringText.Test(test, default, job.Context.Shard),
        JobFieldName.Source => MatchesSource(job.Context.Source),
        JobFieldName.Queue when job.Context.Source.QueueName is { } queue => StringText.Test(test, default, queue),
        JobFieldName.Score => job.Context.Score is { } score ? test.OnScore(score) : test.OnNull(),
        JobFieldName.At => MatchesTime(job.Context.Score is { } at ? EpochTime.FromSeconds(at) : null, job.Context.Now),
        JobFieldName.Raw => StringText.TestPlain(test, job.Raw),
        JobFieldName.Malformed => test.OnBoolean(job.IsMalformed),
        _ => job.IsMalformed ? test.OnNull() : MatchesPayload(ref job),
    };

    private bool MatchesPayload(ref JobView job) => field switch
    {
        JobFieldName.Class => MatchesClass(job.Display),
        JobFieldName.Target => MatchesContent(job.Display.Target),
        JobFieldName.Method => MatchesContent(job.Display.Method),
        JobFieldName.Queue => MatchesText(ref job, PayloadField.Queue),
        JobFieldName.Jid => MatchesTextOrNumber(ref job, PayloadField.Jid),
        JobFieldName.Bid => MatchesTextOrNumber(ref job, PayloadField.Bid),
        JobFieldName.Error => MatchesText(ref job, PayloadField.ErrorClass),
        JobFieldName.Message => MatchesText(ref job, PayloadField.ErrorMessage),
        JobFieldName.Tag => MatchesTags(ref job),
        JobFieldName.Retry => MatchesNumber(ref job, PayloadField.RetryCount),
        JobFieldName.Created => MatchesTime(TimeOf(ref job, PayloadField.CreatedAt), job.Context.Now),
        JobFieldName.Enqueued => MatchesTime(TimeOf(ref job, PayloadField.EnqueuedAt), job.Context.Now),
        JobFieldName.Failed => MatchesTime(TimeOf(ref job, PayloadField.FailedAt), job.Context.Now),
        JobFieldName.Retried => MatchesTime(TimeOf(ref job, PayloadField.RetriedAt), job.Context.Now),
        _ => MatchesAge(ref job),
    };

    private static DateTimeOffset? TimeOf(ref JobView job, PayloadField timestamp) =>
        PayloadTime.Read(job.Raw, job.Token(timestamp));

    private bool MatchesSource(JobSource source) => source.QueueName is { } queue
        ? StringText.Test(test, "queue:"u8, queue)
        : test.OnText(source.Kind switch
        {
            JobSourceKind.Scheduled => "scheduled"u8,
            JobSourceKind.Retry => "retry"u8,
            JobSourceKind.Dead => "dead"u8,
            _ => "work"u8,
        });

    private bool MatchesClass(JobDisplay display) => display.Separator == 0
        ? MatchesContent(display.Class)
        : StringText.Test(test, display.Class, display.Separator, display.ClassTail);

    /// <summary>Of what a job shows, an empty text is none.</summary>
    private bool MatchesContent(ReadOnlySpan<byte> content) =>
        content.IsEmpty ? test.OnNull() : StringText.Test(test, content);

    private bool MatchesText(ref JobView job, PayloadField text) => job.Token(text) is { Type: JsonTokenType.String } token
        ? StringText.Test(test, token.ContentIn(job.Raw))
        : test.OnNull();

    private bool MatchesTextOrNumber(ref JobView job, PayloadField text) =>
        job.Token(text) is { Type: JsonTokenType.Number } token
            ? test.OnText(token.In(job.Raw))
            : MatchesText(ref job, text);

    private bool MatchesNumber(ref JobView job, PayloadField number) =>
        job.Token(number) is { Type: JsonTokenType.Number } token ? test.OnNumber(token.In(job.Raw)) : test.OnNull();

    private bool MatchesTime(DateTimeOffset? time, DateTimeOffset now) =>
        time is { } known ? test.OnTime(known, now) : test.OnNull();

    private bool MatchesAge(ref JobView job)
    {
        var since = TimeOf(ref job, PayloadField.EnqueuedAt) ?? TimeOf(ref job, PayloadField.CreatedAt);
        return job.Context.Now - since is { } age ? test.OnDuration(age) : test.OnNull();
    }

    private bool MatchesTags(ref JobView job)
    {
        var token = job.Token(PayloadField.Tags);
        var tags = DisplayArguments.Of(token.Type == JsonTokenType.StartArray ? token.In(job.Raw) : default);
        if (!tags.MoveNext())
        {
            return test.OnNull();
        }

        do
        {
            var tag = tags.Current;
            if (tag[0] == '"' ? StringText.Test(test, tag[1..^1]) : StringText.TestPlain(test, tag))
            {
                return true;
            }
        }
        while (tags.MoveNext());
        return false;
    }
}
