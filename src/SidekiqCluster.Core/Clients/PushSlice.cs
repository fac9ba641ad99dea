using System.Buffers;
using System.Globalization;
using SidekiqCluster.Queries;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Clients;

/// <summary>Jobs that are stored together or not at all, as they are put together.</summary>
/// <param name="first">The position of the first one in the whole push.</param>
/// <param name="moment">The present of all of them.</param>
/// <param name="bytes">How many bytes they will take, as far as can be guessed.</param>
internal sealed class PushSlice(long first, PushMoment moment, int bytes)
{
    private const int MaxBytes = 4 << 20;

    // Never used again for another slice: the client library may still hold it when a call has timed out.
    private readonly ArrayBufferWriter<byte> _payloads = new(bytes);
    private readonly List<Job> _jobs = [];
    private readonly List<string> _jids = [];

    public PushMoment Moment => moment;

    public int Count { get; private set; }

    public int Bytes => _payloads.WrittenCount;

    /// <summary>Why the slice cannot be sent; null when it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether its jobs go to the scheduled set, or all to queues; null before the first.</summary>
    public bool? IsScheduled { get; private set; }

    /// <summary>Whether it is small enough for another job.</summary>
    public bool HasRoom => Bytes < MaxBytes;

    public void Add(PushTemplate template, JsonArguments args, string jid, DateTimeOffset? due)
    {
        var start = _payloads.WrittenCount;
        template.Write(_payloads, args, jid, moment, due);
        _jobs.Add(new Job(start, _payloads.WrittenCount - start, template.Queue, due));
        _jids.Add(jid);
        IsScheduled = due is not null;
        Count++;
    }

    /// <summary>Counts a job that cannot be pushed; with it, none of the slice can.</summary>
    public void Refuse(string problem)
    {
        Problem ??= string.Create(CultureInfo.InvariantCulture, $"Job {first + Count}: {problem}");
        Count++;
    }

    /// <summary>What became of it, in words for the caller.</summary>
    public PushedSlice Told(PushState state, string? reason, bool keepsJids) => new(first, Count, state)
    {
        Reason = reason,
        Jids = keepsJids && state is PushState.Stored or PushState.Unknown ? _jids : [],
    };

    /// <summary>What <c>push.lua</c> needs beyond its receipt.</summary>
    public void AddTo(List<RedisKey> keys, List<RedisValue> arguments, RedisKeys names)
    {
        if (IsScheduled == true)
        {
            keys.Add(names.Schedule);
            arguments.Add("zset");
            foreach (var job in _jobs)
            {
                arguments.Add(ScoreText.Of(EpochTime.ToSeconds(job.Due!.Value)));
                arguments.Add(PayloadOf(job));
            }

            return;
        }

        arguments.Add("list");
        foreach (var queue in _jobs.GroupBy(static job => job.Queue, StringComparer.Ordinal))
        {
            keys.Add(names.Queue(queue.Key));
            arguments.Add(queue.Key);
            arguments.Add(queue.Count());
            foreach (var job in queue)
            {
                arguments.Add(PayloadOf(job));
            }
        }
    }

    /// <summary>Tells where its jobs went, or may have gone.</summary>
    public void TellTo(IShardSources sources)
    {
        foreach (var source in _jobs.Select(job => job.Due is null ? JobSource.Queue(job.Queue) : JobSource.Scheduled).Distinct())
        {
            sources.Changed(source);
        }
    }

    private RedisValue PayloadOf(Job job) => _payloads.WrittenMemory.Slice(job.Start, job.Length);

    private readonly record struct Job(int Start, int Length, string Queue, DateTimeOffset? Due);
}
