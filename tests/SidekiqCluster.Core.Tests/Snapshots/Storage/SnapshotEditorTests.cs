using System.Text;
using SidekiqCluster.Passes;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Core.Tests.Snapshots.Storage;

public sealed class SnapshotEditorTests
{
    private const int Jobs = 20_000;

    [Theory]
    [InlineData("queue:default")]
    [InlineData("retry")]
    public void Publish_RealisticJobs_TakesAQuarterMoreThanTheirBytesAtMost(string source)
    {
        var columns = new SnapshotColumns(JobSource.Parse(source));
        var raw = Enumerable.Range(0, Jobs).Sum(number => (long)ManyJobs.Payload(number).Length);
        var editor = new SnapshotEditor(null, columns, raw);
        var census = new PayloadCensus();
        census.Clear(Jobs);
        for (var number = 0; number < Jobs; number++)
        {
            editor.Append(new RawEntry(ManyJobs.Payload(number), number));
            census.Add(ManyJobs.Payload(number));
        }

        using var view = editor.Publish();
        Assert.Equal([Jobs / 2], JidSearchOver(view, ManyJobs.JidOf(Jobs / 2)));

        Assert.InRange(raw / Jobs, 350, 500);
        var kept = view.AllocatedBytes + columns.Texts.AllocatedBytes + (columns.IsSet ? 0 : census.AllocatedBytes);
        Assert.InRange(kept, raw, raw * 5 / 4);
    }

    [Fact]
    public void Edit_AnyChanges_LeaveOlderViewsAndMakeTheNext()
    {
        for (var seed = 0; seed < TestSizes.PropertyCases / 10; seed++)
        {
            var random = new Random(seed);
            var columns = new SnapshotColumns(random.Next(2) == 0 ? JobSource.Dead : JobSource.Queue("default"));
            var views = new List<(SnapshotView View, List<string> Texts)>();
            var texts = new List<string>();
            SnapshotView? newest = null;
            for (var change = 0; change < 20; change++)
            {
                var editor = new SnapshotEditor(newest, columns, newest?.AllocatedBytes ?? random.Next(2000));
                Change(random, editor, texts);
                newest = editor.Publish();
                views.Add((newest, [.. texts]));
                if (random.Next(3) == 0 && views.Count > 1)
                {
                    views[0].View.Dispose();
                    views.RemoveAt(0);
                }

                Assert.All(views, pair => Assert.Equal(pair.Texts, pair.View.Texts()));
                Assert.Equal(texts.Count, newest.Count);
            }
        }
    }

    [Fact]
    public void TryHold_ViewThatIsHeld_KeepsItUntilAllHaveGone()
    {
        var editor = new SnapshotEditor(null, new SnapshotColumns(JobSource.Dead), 0);
        editor.Append(new RawEntry("a"u8.ToArray(), 1));
        var view = editor.Publish();

        Assert.True(view.TryHold());
        view.Dispose();
        Assert.True(view.TryHold());
        view.Dispose();
        view.Dispose();

        Assert.False(view.TryHold());
    }

    private static void Change(Random random, SnapshotEditor editor, List<string> texts)
    {
        for (var act = random.Next(4); act > 0; act--)
        {
            switch (random.Next(4))
            {
                case 0:
                    var dropped = random.Next(texts.Count + 1);
                    editor.DropFirst(dropped);
                    texts.RemoveRange(0, dropped);
                    break;
                case 1:
                    var first = random.Next(texts.Count + 1);
                    var count = random.Next(Math.Min(30, texts.Count - first + 1));
                    var entries = Enumerable.Range(0, random.Next(30)).Select(_ => Text(random)).ToList();
                    editor.Replace(first, count, [.. entries.Select(Entry)]);
                    texts.RemoveRange(first, count);
                    texts.InsertRange(first, entries);
                    break;
                default:
                    for (var more = random.Next(60); more > 0; more--)
                    {
                        texts.Add(Text(random));
                        editor.Append(Entry(texts[^1]));
                    }

                    break;
            }
        }
    }

    private static string Text(Random random) => $"job {random.Next()}{new string('.', random.Next(100))}";

    private static RawEntry Entry(string text) => new(Encoding.UTF8.GetBytes(text), 0);

    private static List<int> JidSearchOver(SnapshotView view, string jid)
    {
        var rows = new List<int>();
        for (var i = 0; i < view.Runs.Length; i++)
        {
            var found = new List<int>();
            view.Runs[i].Block.FindJid(JidKey.Of(jid), view.Runs[i], found);
            rows.AddRange(found.Select(row => view.FirstOf(i) + row - view.Runs[i].Start));
        }

        return rows;
    }
}
