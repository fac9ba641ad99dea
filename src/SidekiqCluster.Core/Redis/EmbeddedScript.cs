namespace SidekiqCluster.Redis;

/// <summary>The scripts that only read: <c>NAME.read.lua</c> in this project.</summary>
internal static class EmbeddedScript
{
    /// <summary>How the file of such a script ends.</summary>
    public const string End = ".read.lua";

    /// <summary>The text of a script, by its path without the end.</summary>
    public static string Read(string name)
    {
        var assembly = typeof(EmbeddedScript).Assembly;
        var resource = assembly.GetManifestResourceNames()
            .Single(found => found.Replace('\\', '/') == "SidekiqCluster." + name + End);
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
