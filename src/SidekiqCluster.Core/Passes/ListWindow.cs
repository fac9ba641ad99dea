using System.Buffers;
using System.Runtime.InteropServices;

namespace SidekiqCluster.Passes;

/// <summary>
/// A window of a list as a pass needs it: what tells its entries apart, and the bytes of those that are wanted. It is made on the
/// thread that read it, so that several are made at once. To be disposed of, once.
/// </summary>
internal sealed class ListWindow : IDisposable
{
    private readonly RawPage _page;
    private readonly PayloadDigest[] _digests;
    private readonly List<(int Index, ReadOnlyMemory<byte> Raw)> _wanted = [];

    private ListWindow(RawPage page)
    {
        _page = page;
        _digests = ArrayPool<PayloadDigest>.Shared.Rent(page.Count);
    }

    /// <summary>The entries.</summary>
    public int Count => _page.Count;

    /// <summary>What tells the entries apart, in the order of the pass.</summary>
    public ReadOnlySpan<PayloadDigest> Digests => _digests.AsSpan(0, Count);

    /// <summary>The entries that are wanted, by their index, with their bytes, which outlive the window.</summary>
    public ReadOnlySpan<(int Index, ReadOnlyMemory<byte> Raw)> Wanted => CollectionsMarshal.AsSpan(_wanted);

    /// <summary>Makes one of what was read, which it takes over.</summary>
    public static ListWindow Of(RawPage page, PassOptions options)
    {
        var window = new ListWindow(page);
        try
        {
            window.Read(options);
        }
        catch
        {
            window.Dispose();
            throw;
        }

        return window;
    }

    /// <summary>The bytes of an entry, which outlive the window.</summary>
    public ReadOnlyMemory<byte> Keep(int index) => _page.Keep(index);

    public void Dispose()
    {
        _page.Dispose();
        ArrayPool<PayloadDigest>.Shared.Return(_digests);
    }

    private void Read(PassOptions options)
    {
        for (var i = 0; i < Count; i++)
        {
            var entry = _page[i];
            _digests[i] = PayloadDigest.Of(entry.Raw.Span, options.Seed);
            if (options.Wanted(entry))
            {
                _wanted.Add((i, _page.Keep(i)));
            }
        }
    }
}
