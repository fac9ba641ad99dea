using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SidekiqCluster.TestKit.Redis;

/// <summary>What is under one key, in a form that two servers give alike and that can be read in a failure.</summary>
/// <param name="Type">Redis' name of the type.</param>
/// <param name="Lifetime">How long the key still lives, in seconds, rounded up; null when it stays. Two that expire are equal.</param>
/// <param name="Items">A string's value; a list's elements from the head; the sorted members of a set; a sorted set's by score.</param>
public sealed record KeyState(string Type, TimeSpan? Lifetime, IReadOnlyList<string> Items)
{
    /// <summary>Whether the key has a lifetime.</summary>
    public bool Expires => Lifetime is not null;

    /// <summary>Bytes as text; those that are not UTF-8 in base64.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : "b64 " + Convert.ToBase64String(bytes);

    /// <summary>A field of a hash.</summary>
    public static string Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => $"{Text(name)} = {Text(value)}";

    /// <summary>A member of a sorted set.</summary>
    public static string Member(ReadOnlySpan<byte> member, double score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score:R} {Text(member)}");

    /// <inheritdoc/>
    public bool Equals(KeyState? other) =>
        other is not null && Type == other.Type && Expires == other.Expires && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Expires, Items.Count);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}{(Expires ? ", expiring" : "")}: {string.Join(" | ", Items)}";
}
