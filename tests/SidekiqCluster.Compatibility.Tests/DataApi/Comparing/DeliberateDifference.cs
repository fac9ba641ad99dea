using System.Text.Json;
using System.Text.RegularExpressions;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>A place where we answer something else than Ruby, on purpose.</summary>
/// <param name="Section">Where the reference of the data format tells why: 5.1 to 5.19, or another section.</param>
/// <param name="Path">Where it occurs: names and positions, <c>*</c> for one of them, <c>**</c> for any number.</param>
/// <param name="Reason">What Ruby answers, what we answer, and why.</param>
/// <param name="Applies">Whether these two answers, Ruby's and ours, differ in just that way.</param>
internal sealed record DeliberateDifference(
    string Section, string Path, string Reason, Func<JsonElement, object?, bool> Applies)
{
    private readonly Regex _path = new(
        "^" + Regex.Escape(Path).Replace(@"\*\*/", "(.*/)?").Replace(@"/\*\*", "(/.*)?").Replace(@"\*", "[^/]*") + "$");

    /// <summary>Whether this tells why the answers at a place differ.</summary>
    public bool Explains(string path, JsonElement theirs, object? ours) => _path.IsMatch(path) && Applies(theirs, ours);

    public override string ToString() => $"{Section} {Path}: {Reason}";
}
