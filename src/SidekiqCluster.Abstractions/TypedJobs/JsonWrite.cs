using System.ComponentModel;
using System.Text.Json;

namespace SidekiqCluster;

/// <summary>Writes one value. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void JsonWrite<in T>(Utf8JsonWriter writer, T value);
