using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Streams;

/// <summary>A whole answer as JSON on one line.</summary>
internal static class AnswerJson
{
    public static ReadOnlyMemory<byte> Of(Answer answer, TimeProvider clock)
    {
        using var content = new MemoryStream();
        using var writer = new AnswerWriter(
            new AnswerTarget { Output = content, Words = TextWriter.Null, Clock = clock, IsOnOneLine = true }, OutputFormat.Json);
        writer.Write(answer);
        return content.GetBuffer().AsMemory(0, (int)content.Length).TrimEnd("\n"u8);
    }
}
