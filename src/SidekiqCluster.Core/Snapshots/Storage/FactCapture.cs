using System.Buffers.Text;
using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Takes down what a filter's comparison would see of a field. So columns cannot differ from what filters read in the
/// payload: both come out of the same node.
/// </summary>
internal sealed class FactCapture(TextTable texts) : ValueTest
{
    /// <summary>The text's id.</summary>
    public int TextId { get; private set; }

    /// <summary>The text's key as a job id.</summary>
    public ulong Jid { get; private set; }

    /// <summary>UTC ticks.</summary>
    public long Time { get; private set; }

    /// <summary>The small integer.</summary>
    public short Number { get; private set; }

    /// <summary>Whether the text is taken for a job id.</summary>
    public bool TakesJid { get; init; }

    public override bool OnNull()
    {
        TextId = JobFacts.NoText;
        Jid = JidKey.None;
        Time = JobFacts.NoTime;
        Number = JobFacts.NoRetry;
        return true;
    }

    public override bool OnText(ReadOnlySpan<byte> text)
    {
        if (TakesJid)
        {
            Jid = JidKey.Of(text);
        }
        else
        {
            TextId = texts.IdOf(text);
        }

        return true;
    }

    public override bool OnNumber(ReadOnlySpan<byte> number)
    {
        Number = Utf8Parser.TryParse(number, out short value, out var read) && read == number.Length && value >= 0
            ? value
            : JobFacts.UnknownRetry;
        return true;
    }

    public override bool OnTime(DateTimeOffset time, DateTimeOffset now)
    {
        Time = time.UtcTicks;
        return true;
    }
}
