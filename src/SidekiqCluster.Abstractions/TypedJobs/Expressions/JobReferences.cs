using System.Linq.Expressions;

namespace SidekiqCluster.TypedJobs;

/// <summary>Finds out whether an expression depends on the job.</summary>
internal sealed class JobReferences : ExpressionVisitor
{
    private readonly ParameterExpression _job;
    private bool _isFound;

    private JobReferences(ParameterExpression job) => _job = job;

    public static bool In(Expression expression, ParameterExpression job)
    {
        var references = new JobReferences(job);
        references.Visit(expression);
        return references._isFound;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _isFound |= node == _job;
        return node;
    }
}
