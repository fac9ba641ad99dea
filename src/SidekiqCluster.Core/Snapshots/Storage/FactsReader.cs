using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Reads the columns of a snapshot out of payloads: one parse each, without an allocation. Not for two threads.</summary>
internal sealed class FactsReader
{
    private readonly FactCapture _capture;
    private readonly FactCapture _jidCapture;
    private readonly FieldNode _class;
    private readonly FieldNode _jid;
    private readonly FieldNode _retry;
    private readonly FieldNode _created;
    private readonly FieldNode _enqueued;
    private readonly FieldNode _failed;
    private readonly FieldNode _retried;
    private readonly FieldNode _queue;
    private readonly FieldNode _error;
    private readonly JobSource _source;

    public FactsReader(JobSource source, TextTable texts)
    {
        _source = source;
        _capture = new FactCapture(texts);
        _jidCapture = new FactCapture(texts) { TakesJid = true };
        _jid = new FieldNode(JobFieldName.Jid, _jidCapture);
        _class = NodeOf(JobFieldName.Class);
        _retry = NodeOf(JobFieldName.Retry);
        _created = NodeOf(JobFieldName.Created);
        _enqueued = NodeOf(JobFieldName.Enqueued);
        _failed = NodeOf(JobFieldName.Failed);
        _retried = NodeOf(JobFieldName.Retried);
        _queue = NodeOf(JobFieldName.Queue);
        _error = NodeOf(JobFieldName.Error);
    }

    /// <summary>Reads what a snapshot keeps of any job; where it will stand is not filled in.</summary>
    public JobFacts ReadJob(ReadOnlySpan<byte> raw)
    {
        var job = ViewOf(raw);
        return ReadJob(ref job);
    }

    /// <summary>Reads what a snapshot keeps of an entry of a set.</summary>
    public JobFacts ReadEntry(ReadOnlySpan<byte> raw, double score, out EntryFacts entry)
    {
        var job = ViewOf(raw);
        entry = new EntryFacts
        {
            Score = score,
            Failed = TimeOf(_failed, ref job),
            Retried = TimeOf(_retried, ref job),
            Queue = TextOf(_queue, ref job),
            Error = TextOf(_error, ref job),
        };
        return ReadJob(ref job);
    }

    private JobFacts ReadJob(ref JobView job)
    {
        _jid.Matches(ref job);
        _retry.Matches(ref job);
        var retry = _capture.Number;
        return new JobFacts
        {
            Length = job.Raw.Length,
            Class = TextOf(_class, ref job),
            Jid = _jidCapture.Jid,
            Created = TimeOf(_created, ref job),
            Enqueued = TimeOf(_enqueued, ref job),
            Retry = retry,
            Traits = (job.IsMalformed ? JobTraits.Malformed : JobTraits.None)
                | (JobFilterEvaluator.IsVerbatim(job.Raw) ? JobTraits.Verbatim : JobTraits.None),
        };
    }

    private int TextOf(FieldNode node, ref JobView job)
    {
        node.Matches(ref job);
        return _capture.TextId;
    }

    private long TimeOf(FieldNode node, ref JobView job)
    {
        node.Matches(ref job);
        return _capture.Time;
    }

    private FieldNode NodeOf(JobFieldName field) => new(field, _capture);

    private JobView ViewOf(ReadOnlySpan<byte> raw) =>
        new(raw, new JobFilterContext(string.Empty, _source, null, default));
}
