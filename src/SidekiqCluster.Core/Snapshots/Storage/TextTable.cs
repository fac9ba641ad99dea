using System.IO.Hashing;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// The texts of which a snapshot holds few different ones (classes, queues, errors), each once. Good for any thread; who asks for
/// a text that is there waits for nobody.
/// </summary>
internal sealed class TextTable(int capacity = 65_536)
{
    private readonly Lock _gate = new();
    private Content _content = new(16);

    /// <summary>Different texts.</summary>
    public int Count { get; private set; }

    /// <summary>About the bytes that the table takes.</summary>
    public long AllocatedBytes { get; private set; }

    public ReadOnlySpan<byte> this[int id] => Volatile.Read(ref _content).Texts[id];

    /// <summary>The id of a text; <see cref="JobFacts.UnknownText"/> when it is new and the table full.</summary>
    public int IdOf(ReadOnlySpan<byte> text)
    {
        var hash = XxHash3.HashToUInt64(text);
        var id = Volatile.Read(ref _content).Find(hash, text);
        return id >= 0 ? id : Add(hash, text);
    }

    private int Add(ulong hash, ReadOnlySpan<byte> text)
    {
        const int BytesPerText = 64;
        lock (_gate)
        {
            var id = _content.Find(hash, text);
            if (id >= 0)
            {
                return id;
            }

            if (Count == capacity)
            {
                return JobFacts.UnknownText;
            }

            if (Count == _content.Texts.Length)
            {
                Volatile.Write(ref _content, new Content(_content));
            }

            AllocatedBytes += text.Length + BytesPerText;
            _content.Add(Count, hash, text.ToArray());
            return Count++;
        }
    }

    /// <summary>Texts by their ids, and a table of ids with open addressing, half of it free at least.</summary>
    private sealed class Content(int texts)
    {
        private readonly int[] _slots = new int[2 * texts];
        private readonly ulong[] _hashes = new ulong[texts];

        /// <summary>The same texts with room for as many more.</summary>
        public Content(Content full)
            : this(2 * full.Texts.Length)
        {
            for (var id = 0; id < full.Texts.Length; id++)
            {
                Add(id, full._hashes[id], full.Texts[id]);
            }
        }

        public byte[][] Texts { get; } = new byte[texts][];

        /// <summary>The id of a text; -1 when it is not there.</summary>
        public int Find(ulong hash, ReadOnlySpan<byte> text)
        {
            for (var slot = SlotOf(hash); ; slot = SlotOf((ulong)slot + 1))
            {
                var id = Volatile.Read(ref _slots[slot]) - 1;
                if (id < 0 || (_hashes[id] == hash && text.SequenceEqual(Texts[id])))
                {
                    return id;
                }
            }
        }

        public void Add(int id, ulong hash, byte[] text)
        {
            var slot = SlotOf(hash);
            while (_slots[slot] != 0)
            {
                slot = SlotOf((ulong)slot + 1);
            }

            // Who sees the id sees the text.
            (Texts[id], _hashes[id]) = (text, hash);
            Volatile.Write(ref _slots[slot], id + 1);
        }

        private int SlotOf(ulong hash) => (int)(hash & (ulong)(_slots.Length - 1));
    }
}
