using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Tests a column of interned texts: each text once, however many rows have it.</summary>
internal sealed class TextNode(JobFieldName field, ValueTest test, TextTable texts, PayloadNode payload) : RowNode
{
    private const byte Matching = 1;
    private const byte Other = 2;

    // Two threads may test one text; they come to the same answer.
    private byte[] _answers = new byte[64];

    public override int Cost => 2;

    public override bool Matches(SnapshotBlock block, int row)
    {
        var id = field switch
        {
            JobFieldName.Class => block.Facts[row].Class,
            JobFieldName.Queue => block.Entries[row].Queue,
            _ => block.Entries[row].Error,
        };
        return id switch
        {
            JobFacts.NoText => test.OnNull(),
            JobFacts.UnknownText => payload.Matches(block, row),
            _ => Matches(id),
        };
    }

    public override int Narrow(SnapshotBlock block, Span<int> rows)
    {
        if (field != JobFieldName.Class)
        {
            return base.Narrow(block, rows);
        }

        var facts = block.Facts;
        var answers = Volatile.Read(ref _answers);
        var kept = 0;
        foreach (var row in rows)
        {
            var id = facts[row].Class;
            var answer = (uint)id < (uint)answers.Length ? answers[id] : (byte)0;
            if (answer == Matching || (answer == 0 && Matches(block, row)))
            {
                rows[kept++] = row;
            }
        }

        return kept;
    }

    private bool Matches(int id)
    {
        var answers = Volatile.Read(ref _answers);
        if (id >= answers.Length)
        {
            Array.Resize(ref answers, Math.Max(2 * answers.Length, id + 1));
            Volatile.Write(ref _answers, answers);
        }

        if (answers[id] == 0)
        {
            answers[id] = test.OnText(texts[id]) ? Matching : Other;
        }

        return answers[id] == Matching;
    }
}
