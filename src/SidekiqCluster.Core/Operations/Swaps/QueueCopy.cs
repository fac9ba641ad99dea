using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>A queue as it shall be, in a list beside it that grows from the queue's tail to its head: what is known of it.</summary>
/// <param name="connection">The shard.</param>
/// <param name="source">The queue.</param>
/// <param name="options">Sizes.</param>
internal sealed class QueueCopy(ShardConnection connection, JobSource source, SwapOptions options)
{
    /// <summary>Marks that are kept: those that were passed go, so that others come in their place.</summary>
    private const int MostMarks = 64;

    private readonly List<JobRecord> _jobs = [];
    private readonly List<ReadOnlyMemory<byte>> _deleted = [];
    private readonly Queue<CopyMark> _marks = [];

    /// <summary>The queue.</summary>
    public JobSource Source => source;

    /// <summary>The queue's key.</summary>
    public RedisKey Queue { get; } = connection.Keys.Of(source);

    /// <summary>The copy's key.</summary>
    public RedisKey Key { get; } = connection.Keys.Copy(Guid.NewGuid());

    /// <summary>The jobs that were chosen, the first to run first.</summary>
    public IReadOnlyList<JobRecord> Jobs => _jobs;

    /// <summary>The bytes of those that are deleted, in the same order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Deleted => _deleted;

    /// <summary>The marks that may still be good, from the tail.</summary>
    public IReadOnlyCollection<CopyMark> Marks => _marks;

    /// <summary>Entries that were passed, copied or not.</summary>
    public long Passed { get; private set; }

    /// <summary>Entries that the copy has.</summary>
    public long Copied { get; private set; }

    /// <summary>The passed entries nearest the queue's head, in the list's order.</summary>
    public RedisValue[] Nearest { get; private set; } = [];

    /// <summary>Whether these are an anchor: enough of them, all different.</summary>
    public bool IsAnchored => Nearest.Length == options.Anchor
        && Nearest.DistinctBy(static entry => (ReadOnlyMemory<byte>)entry, RawComparer.Instance).Count() == Nearest.Length;

    /// <summary>Entries of the queue from its tail to the last one passed, when that was seen last.</summary>
    public long Behind { get; set; }

    /// <summary>Entries that were popped by then, but for those that were pushed back.</summary>
    public long Popped => Passed - Behind;

    /// <summary>The first entries of the queue were passed.</summary>
    public void Begin(CopyWindow window)
    {
        Add(window);
        Behind = window.Count;
        Mark();
    }

    /// <summary>A window was copied.</summary>
    /// <param name="window">Which one.</param>
    /// <param name="behind">Entries of the queue behind its end then.</param>
    public void Add(CopyWindow window, long behind)
    {
        Add(window);
        Copied += window.Count - window.Deleted.Count;
        Behind = behind;
        while (_marks.TryPeek(out var oldest) && oldest.Place - options.Anchor < Popped)
        {
            _marks.Dequeue();
        }

        if (_marks.Count < MostMarks)
        {
            Mark();
        }
    }

    /// <summary>The calls that end it.</summary>
    public SwapScript Swap => field ??= new(connection, Queue, Key, Key.Append(":aside"));

    private void Add(CopyWindow window)
    {
        _jobs.AddRange(window.Jobs);
        _deleted.AddRange(window.Deleted);
        Passed += window.Count;
        Nearest = window.Nearest;
    }

    private void Mark()
    {
        if (IsAnchored)
        {
            _marks.Enqueue(new CopyMark(Passed, _deleted.Count, Copied, Nearest));
        }
    }
}
