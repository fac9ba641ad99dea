using System.IO.Hashing;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// The texts of which a snapshot holds few different ones (classes, queues, errors), each once. One thread adds; ids that
/// were handed out may be read from any.
/// </summary>
internal sealed class TextTable(int capacity = 65_536)
{
    private readonly Dictionary<ulong, int> _ids = [];
    private byte[][] _texts = new byte[16][];

    /// <summary>Different texts.</summary>
    public int Count => _ids.Count;

    /// <summary>About the bytes that the table takes.</summary>
    public long AllocatedBytes { get; private set; }

    public ReadOnlySpan<byte> this[int id] => Volatile.Read(ref _texts)[id];

    /// <summary>The id of a text; <see cref="JobFacts.UnknownText"/> when it is new and the table full.</summary>
    public int IdOf(ReadOnlySpan<byte> text)
    {
        const int BytesPerText = 64;
        var hash = XxHash3.HashToUInt64(text);
        for (; ; hash++)
        {
            if (!_ids.TryGetValue(hash, out var id))
            {
                break;
            }

            if (text.SequenceEqual(_texts[id]))
            {
                return id;
            }
        }

        if (_ids.Count == capacity)
        {
            return JobFacts.UnknownText;
        }

        AllocatedBytes += text.Length + BytesPerText;
        return Add(hash, text.ToArray());
    }

    private int Add(ulong hash, byte[] text)
    {
        var id = _ids.Count;
        if (id == _texts.Length)
        {
            var larger = new byte[2 * id][];
            _texts.CopyTo(larger, 0);
            Volatile.Write(ref _texts, larger);
        }

        _texts[id] = text;
        _ids.Add(hash, id);
        return id;
    }
}
