using System.Text;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Core.Tests.Snapshots.Storage;

public sealed class TextTableTests
{
    private const int Texts = 5000;

    [Fact]
    public void IdOf_ManyThreadsAndTexts_GivesEachTextOneId()
    {
        var table = new TextTable();
        var ids = new int[4][];
        Parallel.For(0, ids.Length, thread =>
        {
            // Each thread begins with other texts.
            var order = Enumerable.Range(0, Texts).Select(text => (text + (thread * Texts / 4)) % Texts);
            ids[thread] = [.. order.Select(text => (Text: text, Id: table.IdOf(Bytes(text)))).OrderBy(static one => one.Text).Select(static one => one.Id)];
        });

        Assert.Equal(Enumerable.Range(0, Texts), ids[0].Order());
        Assert.All(ids, of => Assert.Equal(ids[0], of));
        Assert.All(Enumerable.Range(0, Texts), text => Assert.True(table[ids[0][text]].SequenceEqual(Bytes(text))));
        Assert.Equal(Texts, table.Count);
    }

    [Fact]
    public void IdOf_FullTable_KnowsWhatIsInItAndNothingElse()
    {
        var table = new TextTable(capacity: 20);
        int[] ids = [.. Enumerable.Range(0, 20).Select(text => table.IdOf(Bytes(text)))];
        Assert.Equal(JobFacts.UnknownText, table.IdOf(Bytes(20)));
        Assert.Equal(ids, Enumerable.Range(0, 20).Select(text => table.IdOf(Bytes(text))));
    }

    private static byte[] Bytes(int text) => Encoding.UTF8.GetBytes($"Class{text}");
}
