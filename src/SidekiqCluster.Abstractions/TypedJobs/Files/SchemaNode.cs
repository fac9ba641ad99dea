using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>A value in a schema file and the way to it, for messages; the way is empty for the file as a whole.</summary>
internal sealed record SchemaNode(JsonElement Element, string Place)
{
    public JsonValueKind Kind => Element.ValueKind;

    public bool IsObject => Kind == JsonValueKind.Object;

    public bool IsTrue => Kind == JsonValueKind.True;

    /// <summary>The text of a string; null of anything else.</summary>
    public string? Text => Kind == JsonValueKind.String ? Element.GetString() : null;

    public string RawText => Element.GetRawText();

    /// <summary>A member of an object, of a repeated one the last; null when there is none.</summary>
    public SchemaNode? Find(string name) =>
        IsObject && Element.TryGetProperty(name, out var value) ? new SchemaNode(value, PlaceOf(name)) : null;

    /// <summary>The members of an object; none of anything else.</summary>
    public IEnumerable<(string Name, SchemaNode Value)> Members() => IsObject
        ? Element.EnumerateObject().Select(member => (member.Name, new SchemaNode(member.Value, PlaceOf(member.Name))))
        : [];

    /// <summary>The elements of an array; none of anything else.</summary>
    public IEnumerable<SchemaNode> Elements() => Kind == JsonValueKind.Array
        ? Element.EnumerateArray().Select((element, index) =>
            new SchemaNode(element, string.Create(CultureInfo.InvariantCulture, $"{Place}[{index}]")))
        : [];

    /// <summary>This, which must be an object.</summary>
    public SchemaNode AsObject(string what) => IsObject ? this : throw Fail($"{what} is an object");

    /// <summary>This, which must be an array.</summary>
    public SchemaNode AsArray(string what) => Kind == JsonValueKind.Array ? this : throw Fail($"{what} is an array");

    /// <summary>An error at this place.</summary>
    public FormatException Fail(string rule) => new($"{(Place.Length == 0 ? "The file" : Place)}: {rule}.");

    private string PlaceOf(string member) => Place.Length == 0 ? member : $"{Place} > {member}";
}
