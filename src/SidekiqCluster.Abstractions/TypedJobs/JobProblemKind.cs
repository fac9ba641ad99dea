namespace SidekiqCluster;

/// <summary>In what way a stored job and the signatures of the worker classes disagree.</summary>
public enum JobProblemKind
{
    /// <summary>The payload is no JSON object.</summary>
    Malformed,

    /// <summary>There is no such class.</summary>
    UnknownClass,

    /// <summary>The job is an Active Job and the class a Sidekiq job, or the other way round.</summary>
    OtherApi,

    /// <summary>The arguments are missing, null or anything else than an array.</summary>
    NotAnArray,

    /// <summary>Fewer arguments than the class requires.</summary>
    TooFew,

    /// <summary>More arguments than the class takes: Ruby refuses the call.</summary>
    TooMany,

    /// <summary>An argument, or a part of it, is of another type.</summary>
    WrongType,

    /// <summary>The type is right, the value is none that can be read: too large, no date, no member of the enum.</summary>
    WrongValue,

    /// <summary>A hash lacks a key that it must have.</summary>
    MissingKey,
}
