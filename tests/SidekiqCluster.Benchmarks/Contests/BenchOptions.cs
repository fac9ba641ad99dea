using System.Globalization;

namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>How large and how often.</summary>
internal sealed record BenchOptions
{
    /// <summary>Jobs of a long list or set.</summary>
    public int Jobs { get; private init; } = 1_000_000;

    /// <summary>Timed runs of each contestant.</summary>
    public int Rounds { get; private init; } = 7;

    /// <summary>Timed runs of Ruby, which takes long.</summary>
    public int MostRubyRounds { get; private init; } = 2;

    /// <summary>How long each contestant runs before it counts.</summary>
    public TimeSpan WarmTime { get; private init; } = TimeSpan.FromSeconds(1);

    /// <summary>The names of the cases; empty for all.</summary>
    public IReadOnlyList<string> Cases { get; private init; } = [];

    /// <summary>Where the table is written; null for nowhere.</summary>
    public string? Output { get; private init; }

    /// <summary>Whether only regressions are looked for: small, ratios only.</summary>
    public bool IsQuick { get; private init; }

    /// <summary>Reads <c>quick</c>, <c>all</c> or names of cases, then <c>--jobs N</c>, <c>--rounds N</c>, <c>--out FILE</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "all" => options,
                "quick" => options with { IsQuick = true, Jobs = 20_000, Rounds = 5, WarmTime = TimeSpan.FromSeconds(1.2) },
                "--jobs" => options with { Jobs = Number(++i) },
                "--rounds" => options with { Rounds = Number(++i) },
                "--out" when i + 1 < args.Count => options with { Output = args[++i] },
                var name when !name.StartsWith('-') => options with { Cases = [.. options.Cases, name] },
                var other => throw new FormatException($"'{other}' is no option; there are --jobs N, --rounds N, --out FILE."),
            };
        }

        return options;

        int Number(int place) =>
            place < args.Count && int.TryParse(args[place], CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new FormatException($"'{args[place - 1]}' needs a number above 0.");
    }
}
