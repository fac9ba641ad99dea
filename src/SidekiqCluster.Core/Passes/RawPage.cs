using System.Buffers;
using RESPite.Messages;
using StackExchange.Redis;

namespace SidekiqCluster.Passes;

/// <summary>
/// Neighbours of a list or sorted set as one reply gave them: their bytes in one pooled array, no object per entry, unless the
/// entries were objects before. Valid until it is disposed of, once.
/// </summary>
internal sealed class RawPage : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;
    private readonly double[]? _scores;
    private readonly RedisValue[]? _values;
    private readonly bool _isReversed;

    private RawPage(RedisValue[] values)
    {
        (_bytes, _ends) = ([], []);
        (_values, Count) = (values, values.Length);
    }

    private RawPage(long bytes, int count, bool hasScores, bool isReversed = false)
    {
        _isReversed = isReversed;
        _bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(bytes, Array.MaxLength));
        _ends = ArrayPool<int>.Shared.Rent(count);
        _scores = hasScores ? ArrayPool<double>.Shared.Rent(count) : null;
    }

    /// <summary>The entries.</summary>
    public int Count { get; private set; }

    /// <summary>Takes over entries that were read otherwise.</summary>
    public static RawPage Of(IReadOnlyCollection<RawEntry> entries)
    {
        var page = new RawPage(entries.Sum(static entry => (long)entry.Raw.Length), entries.Count, hasScores: true);
        foreach (var entry in entries)
        {
            entry.Raw.Span.CopyTo(page.Room);
            page.Add(entry.Raw.Length, entry.Score);
        }

        return page;
    }

    /// <summary>Shows entries that were read otherwise.</summary>
    public static RawPage Of(RedisValue[] entries) => new(entries);

    /// <summary>Reads a reply: an array of entries.</summary>
    /// <param name="reply">The reply; it is not needed any more.</param>
    /// <param name="isReversed">Whether the page shows the last of them first.</param>
    public static RawPage OfList(RespResult reply, bool isReversed = false)
    {
        var reader = reply.Read();
        var page = new RawPage(reader.ProtocolBytesRemaining, reader.AggregateLength(), hasScores: false, isReversed);
        for (var left = reader.AggregateLength(); left > 0; left--)
        {
            reader.MoveNextScalar();
            page.Add(reader.CopyTo(page.Room), 0);
        }

        return page;
    }

    /// <summary>Reads a reply with scores: members and scores by turns, or an array of pairs, by the protocol.</summary>
    public static RawPage OfSet(RespResult reply)
    {
        var reader = reply.Read();
        var length = reader.AggregateLength();
        var page = new RawPage(reader.ProtocolBytesRemaining, length, hasScores: true);
        for (var read = 0; read < length; read++)
        {
            reader.MoveNext();
            if (reader.IsAggregate)
            {
                reader.MoveNextScalar();
            }
            else
            {
                read++;
            }

            var bytes = reader.CopyTo(page.Room);
            reader.MoveNextScalar();
            page.Add(bytes, ScoreOf(ref reader));
        }

        return page;
    }

    /// <summary>The bytes of an entry.</summary>
    public ReadOnlyMemory<byte> Raw(int index)
    {
        if (_values is not null)
        {
            return _values[index];
        }

        index = _isReversed ? Count - 1 - index : index;
        var start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.AsMemory(start, _ends[index] - start);
    }

    /// <summary>An entry, valid as long as the page.</summary>
    public RawEntry this[int index] => new(Raw(index), _scores?[index] ?? 0);

    /// <summary>The bytes of an entry, valid for ever.</summary>
    public ReadOnlyMemory<byte> Keep(int index) => _values is null ? Raw(index).ToArray() : Raw(index);

    public void Dispose()
    {
        if (_values is not null)
        {
            return;
        }

        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<int>.Shared.Return(_ends);
        if (_scores is not null)
        {
            ArrayPool<double>.Shared.Return(_scores);
        }
    }

    private Span<byte> Room => _bytes.AsSpan(Count == 0 ? 0 : _ends[Count - 1]);

    /// <summary>The quick way does not know what is no number of digits, such as <c>inf</c>.</summary>
    private static double ScoreOf(ref RespReader reader) =>
        reader.TryReadDouble(out var score, allowTokens: false) ? score : (double)reader.ReadRedisValue();

    private void Add(int bytes, double score)
    {
        _ends[Count] = (Count == 0 ? 0 : _ends[Count - 1]) + bytes;
        if (_scores is not null)
        {
            _scores[Count] = score;
        }

        Count++;
    }
}
