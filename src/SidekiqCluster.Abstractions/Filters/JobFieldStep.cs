using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>One step from a value into it: to an element of an array by position, or to a member of an object by key.</summary>
public readonly record struct JobFieldStep
{
    private readonly int _position;

    private JobFieldStep(string? key, int position, JobFieldStepKind kind = JobFieldStepKind.Plain)
    {
        Key = key;
        _position = position;
        Kind = kind;
    }

    /// <summary>The member's key; null when the step goes to a position.</summary>
    public string? Key { get; }

    /// <summary>The element's position from 0; null when the step goes to a key.</summary>
    public int? Position => Key is null ? _position : null;

    /// <summary>Which of the elements about that position.</summary>
    internal JobFieldStepKind Kind { get; }

    /// <summary>The step to an element of an array.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public static JobFieldStep ToPosition(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        return new JobFieldStep(null, position);
    }

    /// <summary>
    /// As the first step into the arguments: to a positional one of an Active Job. Where the hash of keywords stands at its
    /// place, or before, it was not given and is absent. Written <c>args[*1]</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public static JobFieldStep ToPositional(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        return new JobFieldStep(null, position, JobFieldStepKind.Positional);
    }

    /// <summary>
    /// As the first step into the arguments: to the hash of keywords of an Active Job, which comes earlier than at its
    /// position when optional arguments before it were not given. Written <c>args[**2]</c>.
    /// </summary>
    /// <param name="position">Where the keywords stand when everything before them is given; what stands there is taken for them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public static JobFieldStep ToKeywords(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        return new JobFieldStep(null, position, JobFieldStepKind.Keywords);
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
