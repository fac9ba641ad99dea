using SidekiqCluster.Filters;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Server.Requests;

/// <summary>Parameters of requests, read with errors that name them.</summary>
internal static class Parameter
{
    private const int MostFilterCharacters = 1 << 15;
    private const int MostFilterTerms = 1000;

    /// <summary>Where to look; null when nothing is said.</summary>
    /// <exception cref="RequestException">One is no source.</exception>
    public static JobSources? Sources(string[]? texts) => texts is { Length: > 0 }
        ? Read("in", string.Join(' ', texts), static text => JobSources.Parse(text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)))
        : null;

    /// <summary>Where to look.</summary>
    /// <exception cref="RequestException">Nothing is said, or one is no source.</exception>
    public static JobSources RequiredSources(string[]? texts) =>
        Sources(texts) ?? throw RequestException.Bad("'in' is missing; say where to look, such as in=retry, in=queue:default or in=all.");

    /// <summary>A filter; null when nothing is said.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static JobFilter? Filter(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > MostFilterCharacters)
        {
            throw RequestException.Bad($"'where' has {text.Length} characters; use at most {MostFilterCharacters}, or several requests.");
        }

        var filter = Read("where", text, JobFilter.Parse);
        return FilterTerms.Count(filter) is var terms and > MostFilterTerms
            ? throw RequestException.Bad($"'where' has {terms} terms; use at most {MostFilterTerms}, lists such as jid=(a,b,c), or several requests.")
            : filter;
    }

    /// <summary>A field; null when nothing is said.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static JobField? Field(string? text) => text is null ? null : Read("by", text, JobField.Parse);

    /// <summary>An order.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static JobOrder Order(string? text) => text switch
    {
        null or "newest" => JobOrder.NewestFirst,
        "oldest" => JobOrder.OldestFirst,
        _ => throw RequestException.Bad($"'order' is '{text}'; use newest or oldest."),
    };

    /// <summary>A duration; null when nothing is said.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static TimeSpan? Duration(string name, string? text) => text is null
        ? null
        : DurationText.TryParse(text, out var duration) && duration >= TimeSpan.Zero
            ? duration
            : throw RequestException.Bad($"'{name}' is '{text}'; use a duration such as 30s, 10m or 2h.");

    /// <summary>A time; null when nothing is said.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static Moment? Time(string name, string? text) => text is null
        ? null
        : Moment.TryParse(text, out var moment)
            ? moment
            : throw RequestException.Bad($"'{name}' is '{text}'; use 2026-11-23T15:00:00Z (no zone: UTC), epoch seconds, or +2h.");

    /// <summary>Ids of entries.</summary>
    /// <exception cref="RequestException">One is none.</exception>
    public static IReadOnlyList<EntryId> Ids(string[]? texts) =>
        [.. (texts ?? []).Select(static text => Read("ids", text, EntryId.Parse))];

    private static T Read<T>(string name, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw RequestException.Bad($"'{name}' is '{text}': {e.Message}", e);
        }
    }
}
