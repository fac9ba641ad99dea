using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;

namespace SidekiqCluster.Queries.Paging;

/// <summary>
/// Where each shard of a query stands, as opaque text: version, digest of the query, one position per shard, and a
/// checksum, in base64url.
/// </summary>
internal static class PageCursor
{
    private const byte Version = 1;
    private const int ChecksumLength = sizeof(ulong);

    /// <summary>Writes the positions of the shards, in their order.</summary>
    public static string Write(ulong query, IEnumerable<ShardPosition> positions)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(query);
        foreach (var position in positions)
        {
            Write(writer, position);
        }

        writer.Flush();
        writer.Write(XxHash3.HashToUInt64(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        writer.Flush();
        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads the positions of so many shards.</summary>
    /// <exception cref="FormatException">The text is no cursor, or is of another query.</exception>
    public static IReadOnlyList<ShardPosition> Read(string text, ulong query, int shards)
    {
        var bytes = Decode(text);
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - ChecksumLength));
        if (content.Length < 1 + sizeof(ulong)
            || content[0] != Version
            || BitConverter.ToUInt64(bytes, content.Length) != XxHash3.HashToUInt64(content))
        {
            throw new FormatException(
                "The cursor is none, or is cut off; use the whole text that came with the page before, or none.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 1, content.Length - 1), Encoding.UTF8);
        return reader.ReadUInt64() == query
            ? [.. Enumerable.Range(0, shards).Select(_ => ReadPosition(reader))]
            : throw new FormatException(
                "The cursor is of another query; use it with the same shards, sources, filter and order, or begin without one.");
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static void Write(BinaryWriter writer, ShardPosition position)
    {
        writer.Write(position.IsDone);
        writer.Write(position.Source?.ToString() ?? string.Empty);
        if (position is { Source: not null, Mark: { } mark })
        {
            writer.Write7BitEncodedInt64(mark.Distance);
            writer.Write7BitEncodedInt64(mark.Length);
            writer.Write(mark.Score);
            writer.Write((byte)mark.Recent.Count);
            foreach (var entry in mark.Recent)
            {
                writer.Write(entry.Digest);
                writer.Write7BitEncodedInt(entry.Age);
            }
        }
    }

    private static ShardPosition ReadPosition(BinaryReader reader)
    {
        var isDone = reader.ReadBoolean();
        var source = reader.ReadString();
        if (source.Length == 0)
        {
            return new ShardPosition(null, null, isDone);
        }

        var distance = reader.Read7BitEncodedInt64();
        var length = reader.Read7BitEncodedInt64();
        var score = reader.ReadDouble();
        var recent = new ReadEntry[reader.ReadByte()];
        for (var i = 0; i < recent.Length; i++)
        {
            recent[i] = new ReadEntry(reader.ReadUInt64(), reader.Read7BitEncodedInt());
        }

        return new ShardPosition(JobSource.Parse(source), new SourceMark(distance, length, score, recent), isDone);
    }
}
