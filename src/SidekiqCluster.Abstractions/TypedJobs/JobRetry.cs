using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster;

/// <summary>The <c>retry</c> option of a worker class.</summary>
public readonly record struct JobRetry
{
    private JobRetry(bool isEnabled, int? limit)
    {
        IsEnabled = isEnabled;
        Limit = limit;
    }

    /// <summary><c>retry: true</c>: as often as the server's <c>max_retries</c> says, usually 25 times.</summary>
    public static JobRetry Always { get; } = new(isEnabled: true, limit: null);

    /// <summary><c>retry: false</c>: a failed job is gone.</summary>
    public static JobRetry Never { get; } = new(isEnabled: false, limit: null);

    /// <summary>Whether a failed job is kept at all.</summary>
    public bool IsEnabled { get; }

    /// <summary>How often it is retried before it goes to the dead set; null when the server decides.</summary>
    public int? Limit { get; }

    /// <summary><c>retry: 5</c>; 0 sends a failed job to the dead set at once.</summary>
    public static JobRetry Times(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return new JobRetry(isEnabled: true, limit);
    }

    /// <summary>Writes the option as Sidekiq stores it: <c>true</c>, <c>false</c> or a number.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Limit is { } limit)
        {
            writer.WriteNumberValue(limit);
        }
        else
        {
            writer.WriteBooleanValue(IsEnabled);
        }
    }

    /// <summary>The option as Ruby writes it.</summary>
    public override string ToString() =>
        Limit is { } limit ? limit.ToString(CultureInfo.InvariantCulture) : IsEnabled ? "true" : "false";
}
