using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SidekiqCluster.Generators.Models;

/// <summary>A place in a C# or Ruby file, without holding on to the file.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo? From(Location? location)
    {
        if (location is null || location == Location.None)
        {
            return null;
        }

        var lines = location.GetLineSpan();
        return new LocationInfo(lines.Path, location.SourceSpan, lines.Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
