using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Reads a large set by pages, while others change it: about what it holds, for a look at one moment to settle.</summary>
internal static class SetReading
{
    /// <summary>A view in the set's order of members that were read, each once, with the score that was seen last.</summary>
    public static async Task<SnapshotView> RunAsync(
        ISetSource set, SnapshotColumns columns, SnapshotOptions options, long length, CancellationToken cancellationToken)
    {
        var pages = new PagesAhead(
            (from, count) => set.ReadPageAsync(from, count, cancellationToken), options.PageSize, options.Overlap);
        await using var end = pages.ConfigureAwait(false);
        var seen = new SeenSet(length);
        var seed = Random.Shared.NextInt64();
        var moved = new List<int>();
        SnapshotEditor? editor = null;
        RawPage? last = null;
        try
        {
            while (true)
            {
                var page = await pages.NextAsync().ConfigureAwait(false);
                editor ??= new SnapshotEditor(null, columns, length * (page.Count > 0 ? page[0].Raw.Length : 0));
                for (var index = 0; index < page.Count; index++)
                {
                    // What comes late and belongs before what was read, the look at the end finds missing.
                    if (last is null || page[index].CompareTo(last[last.Count - 1]) > 0)
                    {
                        Add(page[index]);
                    }
                }

                var isLast = pages.IsLast(page);
                var hasMore = page.Count > 0 && (last is null || page[page.Count - 1].CompareTo(last[last.Count - 1]) > 0);
                (hasMore ? last : page)?.Dispose();
                last = hasMore ? page : last;
                if (isLast)
                {
                    return Without(editor.Publish(), moved, columns);
                }
            }
        }
        finally
        {
            last?.Dispose();
        }

        void Add(RawEntry member)
        {
            var digest = PayloadDigest.Of(member.Raw.Span, seed);
            var place = editor.Count;
            if (!seen.TryAdd(digest, place + 1))
            {
                // It got a higher score meanwhile.
                ref var before = ref seen.Find(digest);
                moved.Add(before - 1);
                before = place + 1;
            }

            editor.Append(member);
        }
    }

    private static SnapshotView Without(SnapshotView view, List<int> places, SnapshotColumns columns)
    {
        if (places.Count == 0)
        {
            return view;
        }

        places.Sort();
        var editor = new SnapshotEditor(view, columns, view.AllocatedBytes);
        editor.RemoveAll(places);
        var without = editor.Publish();
        view.Dispose();
        return without;
    }
}
