namespace SidekiqCluster;

/// <summary>One step from a value into it: to an element of an array by position, or to a member of an object by key.</summary>
public readonly record struct JobFieldStep
{
    private readonly int _position;

    private JobFieldStep(string? key, int position)
    {
        Key = key;
        _position = position;
    }

    /// <summary>The member's key; null when the step goes to a position.</summary>
    public string? Key { get; }

    /// <summary>The element's position from 0; null when the step goes to a key.</summary>
    public int? Position => Key is null ? _position : null;

    /// <summary>The step to an element of an array.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public static JobFieldStep ToPosition(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        return new JobFieldStep(null, position);
    }

    /// <summary>The step to a member of an object; of a repeated key the last one counts.</summary>
    public static JobFieldStep ToKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new JobFieldStep(key, 0);
    }

    /// <summary>A position is a step.</summary>
    public static implicit operator JobFieldStep(int position) => ToPosition(position);

    /// <summary>A key is a step.</summary>
    public static implicit operator JobFieldStep(string key) => ToKey(key);
}
