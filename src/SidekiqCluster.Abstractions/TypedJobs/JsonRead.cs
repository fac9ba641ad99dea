using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SidekiqCluster;

/// <summary>Reads the value that a reader stands at. For generated code.</summary>
/// <returns>False when the value is of another type.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate bool JsonRead<T>(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value);
