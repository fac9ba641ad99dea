using System.Linq.Expressions;

namespace SidekiqCluster.TypedJobs;

/// <summary>What a lambda asks of a job, known to be askable. What it compares with is not evaluated yet.</summary>
internal abstract record BoundTest
{
    /// <summary>A boolean that does not depend on the job.</summary>
    public sealed record Known(Expression Value) : BoundTest;

    public sealed record Not(BoundTest Operand) : BoundTest;

    public sealed record And(BoundTest Left, BoundTest Right) : BoundTest;

    public sealed record Or(BoundTest Left, BoundTest Right) : BoundTest;

    /// <summary>A value compared with another: <c>value OP expected</c>.</summary>
    public sealed record Compare(BoundValue Value, JobFilterOperator Operator, Expression Expected) : BoundTest;

    /// <summary>A boolean of the job by itself.</summary>
    public sealed record True(BoundValue Value) : BoundTest;

    /// <summary>A text that begins with, ends with or contains another.</summary>
    public sealed record Part(BoundValue Value, JobFilterOperator Operator, Expression Expected) : BoundTest;

    /// <summary>A value that is one of a collection.</summary>
    public sealed record OneOf(BoundValue Value, Expression Collection) : BoundTest;

    /// <summary><c>HasValue</c>.</summary>
    public sealed record Present(BoundValue Value) : BoundTest;

    /// <summary><c>string.IsNullOrEmpty</c>.</summary>
    public sealed record NullOrEmpty(BoundValue Value) : BoundTest;

    /// <summary>A label among the tags.</summary>
    public sealed record Tagged(Expression Label) : BoundTest;
}
