using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SidekiqCluster.Filters;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Values;

/// <summary>Options by the kind of value they take. A wrong value is a usage error that says what is right.</summary>
internal static class OptionKinds
{
    public static Option<string?> Text(string name, string valueName, string description) =>
        new(name) { HelpName = valueName, Description = description };

    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>A whole number between bounds; null when not given.</summary>
    public static Option<int?> Number(string name, string description, int from, int to, string range) =>
        Parsed<int?>(name, "N", description, text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= from && number <= to
                    ? number
                    : throw new FormatException($"{name} is '{text}'; use {range}."));

    /// <summary>A day; null when not given.</summary>
    public static Option<DateOnly?> Day(string name, string description) =>
        Parsed<DateOnly?>(name, "DATE", description, text =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw new FormatException($"{name} is '{text}'; use a day such as 2026-11-23."));

    /// <summary>A point in time, or one counted from now; null when not given.</summary>
    public static Option<Moment?> Time(string name, string description) =>
        Parsed<Moment?>(name, "TIME", description, text =>
            Moment.TryParse(text, out var moment)
                ? moment
                : throw new FormatException(
                    $"{name} is '{text}'; use a time such as 2026-11-23T15:00:00Z, or one from now on such as +2h."));

    /// <summary>A length of time, not negative; null when not given.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) =>
        Parsed<TimeSpan?>(name, "DURATION", description, text =>
            DurationText.TryParse(text, out var duration) && duration >= TimeSpan.Zero
                ? duration
                : throw new FormatException($"{name} is '{text}'; use a duration such as 90s, 10m or 1h30m."));

    /// <summary>So many a second; null when not given.</summary>
    public static Option<double?> Rate(string name, string description) =>
        Parsed<double?>(name, "N/s", description, text =>
            text.EndsWith("/s", StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(..^2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
                && rate is > 0 and < double.PositiveInfinity
                    ? rate
                    : throw new FormatException($"{name} is '{text}'; use a number of jobs a second such as 200/s."));

    /// <summary>One of a few words, of which the first is the default and the default value of the type.</summary>
    public static Option<T> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
    {
        var words = choices.Select(c => c.Word).ToArray();
        var option = Parsed(name, string.Join('|', words), $"{description} [default: {words[0]}]", text =>
            choices.FirstOrDefault(c => c.Word == text) is { Word: not null } choice
                ? choice.Value
                : throw new FormatException($"{name} is '{text}'; use {string.Join(", ", words)}."));
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option whose value a function reads; a <see cref="FormatException"/> is the usage error.</summary>
    public static Option<T> Parsed<T>(string name, string valueName, string description, Func<string, T> parse) =>
        Parsed(name, valueName, description, (text, _) => parse(text));

    /// <summary>An option whose value a function reads that may ask for the values of others.</summary>
    public static Option<T> Parsed<T>(string name, string valueName, string description, Func<string, SymbolResult, T> parse) =>
        new(name)
        {
            HelpName = valueName,
            Description = description,
            CustomParser = result => Read(result, parse),
        };

    private static T Read<T>(ArgumentResult result, Func<string, SymbolResult, T> parse)
    {
        try
        {
            return parse(result.Tokens[0].Value, result);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return default!;
        }
    }
}
