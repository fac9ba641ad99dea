namespace SidekiqCluster;

/// <summary>What a <see cref="JobFilterValue"/> is.</summary>
public enum JobFilterValueKind
{
    /// <summary>Null: the field is absent or null.</summary>
    Null,

    /// <summary>Absence: there is no such argument, not even null.</summary>
    Absent,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A decimal number of any size.</summary>
    Number,

    /// <summary>A text, or the pattern of a <see cref="JobFilterOperator.Glob"/>.</summary>
    Text,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>A point in time so far from the moment of asking.</summary>
    RelativeTime,

    /// <summary>A length of time.</summary>
    Duration,
}
