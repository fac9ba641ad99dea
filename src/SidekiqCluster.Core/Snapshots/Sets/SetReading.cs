using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Reads a large set by pages, while others change it: about what it holds, for a look at one moment to settle.</summary>
internal static class SetReading
{
    /// <summary>
    /// A view in the set's order of members that were read. One that got a higher score meanwhile stands in it with both, unless
    /// nobody touched the set: <see cref="WithoutMoved"/> is for that.
    /// </summary>
    public static async Task<SnapshotView> RunAsync(
        ISetSource set, SnapshotColumns columns, SnapshotOptions options, long length, CancellationToken cancellationToken)
    {
        var pages = new PagesAhead(
            async (from, count) => columns.Read(await set.ReadPageAsync(from, count, cancellationToken).ConfigureAwait(false)),
            options.PageSize,
            options.Overlap);
        await using var end = pages.ConfigureAwait(false);
        SnapshotEditor? editor = null;
        FactsPage? last = null;
        try
        {
            while (true)
            {
                var page = await pages.NextAsync().ConfigureAwait(false);
                editor ??= new SnapshotEditor(null, columns, length * (page.Count > 0 ? page[0].Raw.Length : 0));

                // What comes late and belongs before what was read, the look at the end finds missing.
                var first = last is null ? 0 : FirstBehind(last[last.Count - 1], page);
                for (var index = first; index < page.Count; index++)
                {
                    var facts = page.FactsOf(index, out var more);
                    editor.Append(page[index].Raw.Span, facts, more);
                }

                var isLast = pages.IsLast(page);
                var hasMore = first < page.Count;
                (hasMore ? last : page)?.Dispose();
                last = hasMore ? page : last;
                if (isLast)
                {
                    return editor.Publish();
                }
            }
        }
        finally
        {
            last?.Dispose();
        }
    }

    /// <summary>A view that shows each member once, with the score that was seen last, instead of one that may not.</summary>
    public static SnapshotView WithoutMoved(SnapshotView view)
    {
        var seen = new SeenSet(view.Count);
        var seed = Random.Shared.NextInt64();
        var moved = new List<int>();
        for (var place = 0; place < view.Count; place++)
        {
            var digest = PayloadDigest.Of(view.Raw(place), seed);
            if (!seen.TryAdd(digest, place + 1))
            {
                ref var before = ref seen.Find(digest);
                moved.Add(before - 1);
                before = place + 1;
            }
        }

        if (moved.Count == 0)
        {
            return view;
        }

        moved.Sort();
        var editor = new SnapshotEditor(view, view.Columns, view.AllocatedBytes);
        editor.RemoveAll(moved);
        var without = editor.Publish();
        view.Dispose();
        return without;
    }

    /// <summary>The index of the first member of a page, which is in order, that comes behind another member.</summary>
    private static int FirstBehind(RawEntry member, FactsPage page)
    {
        var index = 0;
        while (index < page.Count && page[index].CompareTo(member) <= 0)
        {
            index++;
        }

        return index;
    }
}
