using System.Text.RegularExpressions;

namespace SidekiqCluster.Samples;

/// <summary>One row of README's comparison: its heading and the three ways to ask or to do it.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Ruby">In Ruby; a first line that is a comment names the Sidekiq that has it, where not every one does.</param>
/// <param name="CSharp">In C#.</param>
/// <param name="Command">In a terminal, without the tool's name; empty where no command does it.</param>
internal sealed partial record ReadmeTopic(string Heading, string Ruby, string CSharp, string Command)
{
    private static readonly string[] Sections =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).Split("\n## ");

    /// <summary>What is asked.</summary>
    public static IReadOnlyList<ReadmeTopic> Questions { get; } = Read("The same questions in Ruby, in C# and in a terminal\n");

    /// <summary>What is done.</summary>
    public static IReadOnlyList<ReadmeTopic> Acts { get; } = Read("The same acts in Ruby, in C# and in a terminal\n");

    /// <summary>Whether every Sidekiq has it.</summary>
    public bool IsInEverySidekiq => !Ruby.StartsWith("# Sidekiq ", StringComparison.Ordinal);

    private static ReadmeTopic[] Read(string section) =>
        [.. Topic().Matches(Sections.Single(text => text.StartsWith(section, StringComparison.Ordinal))).Select(match => new ReadmeTopic(
            match.Groups["heading"].Value, match.Groups["ruby"].Value, match.Groups["csharp"].Value, match.Groups["sh"].Value))];

    [GeneratedRegex(
        """
        ^### (?<heading>.+)\n\n```ruby\n(?<ruby>[^`]+)\n```\n\n```csharp\n(?<csharp>[^`]+)\n```(\n\n```sh\nsidekiq-cluster (?<sh>[^`]+)\n```)?$
        """,
        RegexOptions.Multiline)]
    private static partial Regex Topic();
}
