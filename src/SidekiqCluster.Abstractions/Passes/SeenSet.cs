using System.Runtime.CompilerServices;

namespace SidekiqCluster.Passes;

/// <summary>
/// The payloads a pass has met, each with a mark, in one array with open addressing: 16 bytes a slot, of which at most
/// four fifths are taken. That is 20 bytes per payload when the number is known beforehand, up to 32 when the set had
/// to grow, and as much again for the moment of growing.
/// </summary>
internal sealed class SeenSet
{
    private const int MinCapacity = 256;
    private Slot[] _slots;
    private int _limit;

    public SeenSet(long expected = 0) => _slots = Allocate(expected);

    public int Count { get; private set; }

    /// <summary>The mark of a payload; a null reference when it was not met yet. Valid until the next addition.</summary>
    public ref int Find(PayloadDigest digest)
    {
        ref var slot = ref SlotOf(digest);
        return ref slot.Mark == 0 ? ref Unsafe.NullRef<int>() : ref slot.Mark;
    }

    /// <summary>Adds a payload with a mark other than 0; false when it is there already, its mark unchanged.</summary>
    public bool TryAdd(PayloadDigest digest, int mark)
    {
        ref var slot = ref SlotOf(digest);
        if (slot.Mark != 0)
        {
            return false;
        }

        slot = new Slot(digest.Low, digest.High, mark);
        if (++Count > _limit)
        {
            Grow();
        }

        return true;
    }

    /// <summary>Makes room for as many payloads in all, so that adding them moves nothing.</summary>
    public void Reserve(long expected)
    {
        if (expected > _limit)
        {
            Rehash(Allocate(expected));
        }
    }

    private Slot[] Allocate(long expected)
    {
        var capacity = (int)Math.Clamp(expected + (expected / 4) + 1, MinCapacity, Array.MaxLength);
        _limit = (int)(capacity * 4L / 5);
        return new Slot[capacity];
    }

    private void Grow() => Rehash(Allocate(_limit * 8L / 5));

    private void Rehash(Slot[] larger)
    {
        var old = _slots;
        _slots = larger;
        foreach (ref readonly var slot in old.AsSpan())
        {
            if (slot.Mark != 0)
            {
                SlotOf(new PayloadDigest(slot.Low, slot.High)) = slot;
            }
        }
    }

    private ref Slot SlotOf(PayloadDigest digest)
    {
        var slots = _slots;
        var index = (int)Math.BigMul(digest.Low, (ulong)slots.Length, out _);
        while (true)
        {
            ref var slot = ref slots[index];
            if (slot.Mark == 0 || (slot.Low == digest.Low && slot.High == digest.High))
            {
                return ref slot;
            }

            index = index + 1 == slots.Length ? 0 : index + 1;
        }
    }

    private record struct Slot(ulong Low, uint High, int Mark)
    {
        public int Mark = Mark;
    }
}
