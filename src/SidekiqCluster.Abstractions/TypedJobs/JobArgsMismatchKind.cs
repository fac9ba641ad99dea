namespace SidekiqCluster;

/// <summary>In what way arguments do not fit a worker class.</summary>
public enum JobArgsMismatchKind
{
    /// <summary>The arguments are missing, null or anything else than an array.</summary>
    NotAnArray,

    /// <summary>Fewer arguments than the class requires.</summary>
    TooFew,

    /// <summary>An argument, or a part of it, is of another type.</summary>
    WrongType,

    /// <summary>The type is right, the value is none that can be read: too large, no date, no member of the enum.</summary>
    WrongValue,

    /// <summary>A hash lacks a key that it must have.</summary>
    MissingKey,

    /// <summary>The bytes are no JSON.</summary>
    Malformed,

    /// <summary>The last argument is encrypted.</summary>
    Encrypted,

    /// <summary>The job is an Active Job and the class a Sidekiq job, or the other way round.</summary>
    OtherApi,
}
