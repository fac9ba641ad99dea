namespace SidekiqCluster.Snapshots;

/// <summary>The rows of one block by their job ids: a table of 16-bit places with open addressing, 4 to 8 bytes a row.</summary>
internal sealed class JidIndex
{
    private readonly ushort[] _slots;
    private readonly int _mask;

    public JidIndex(ReadOnlySpan<JobFacts> facts)
    {
        Count = facts.Length;
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(Count + (Count / 3) + 1));
        _slots = new ushort[size];
        _mask = size - 1;
        for (var row = 0; row < facts.Length; row++)
        {
            if (facts[row].Jid != JidKey.None)
            {
                var slot = SlotOf(facts[row].Jid);
                while (_slots[slot] != 0)
                {
                    slot = (slot + 1) & _mask;
                }

                _slots[slot] = (ushort)(row + 1);
            }
        }
    }

    /// <summary>The rows that are in the index.</summary>
    public int Count { get; }

    public int AllocatedBytes => _slots.Length * sizeof(ushort);

    /// <summary>Adds the rows of the run with this key.</summary>
    public void Find(ulong jid, ReadOnlySpan<JobFacts> facts, BlockRun run, List<int> rows)
    {
        for (var slot = SlotOf(jid); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var row = _slots[slot] - 1;
            if (facts[row].Jid == jid && row >= run.Start && row < run.End)
            {
                rows.Add(row);
            }
        }
    }

    private int SlotOf(ulong jid) => (int)(jid >> 40) & _mask;
}
