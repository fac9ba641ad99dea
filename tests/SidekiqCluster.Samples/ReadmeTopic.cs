using System.Text.RegularExpressions;

namespace SidekiqCluster.Samples;

/// <summary>One question of README's comparison: its heading and the three ways to ask it.</summary>
internal sealed partial record ReadmeTopic(string Heading, string Ruby, string CSharp, string Command)
{
    public static IReadOnlyList<ReadmeTopic> All { get; } = Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")));

    private static ReadmeTopic[] Read(string readme) =>
        [.. Topic().Matches(readme).Select(match => new ReadmeTopic(
            match.Groups["heading"].Value, match.Groups["ruby"].Value, match.Groups["csharp"].Value, match.Groups["sh"].Value))];

    [GeneratedRegex(
        """
        ^### (?<heading>.+)\n\n```ruby\n(?<ruby>[^`]+)\n```\n\n```csharp\n(?<csharp>[^`]+)\n```\n\n```sh\nsidekiq-cluster (?<sh>[^`]+)\n```$
        """,
        RegexOptions.Multiline)]
    private static partial Regex Topic();
}
