using System.Linq.Expressions;

namespace SidekiqCluster.TypedJobs;

/// <summary>Reads a lambda's condition: what it asks of the job. Evaluates nothing.</summary>
internal sealed class TestBinder(JobSchema schema, ParameterExpression job)
{
    private readonly ValueBinder _values = new(schema, job);

    /// <exception cref="JobExpressionException">A part of it cannot be asked of stored jobs.</exception>
    public BoundTest Bind(Expression test)
    {
        if (!Depends(test))
        {
            return new BoundTest.Known(test);
        }

        return test switch
        {
            UnaryExpression { NodeType: ExpressionType.Not, Method: null } not when not.Type == typeof(bool) =>
                new BoundTest.Not(Bind(not.Operand)),
            BinaryExpression { NodeType: ExpressionType.AndAlso, Method: null } and =>
                new BoundTest.And(Bind(and.Left), Bind(and.Right)),
            BinaryExpression { NodeType: ExpressionType.OrElse, Method: null } or =>
                new BoundTest.Or(Bind(or.Left), Bind(or.Right)),
            BinaryExpression binary when OperatorOf(binary.NodeType) is { } comparison => BindComparison(binary, comparison),
            MemberExpression { Member.Name: "HasValue", Expression: { } owner } when Nullable.GetUnderlyingType(owner.Type) is not null =>
                new BoundTest.Present(_values.Bind(owner)),
            MethodCallExpression { Method.Name: not "get_Item" } call => BindCall(call),
            _ => new BoundTest.True(_values.Bind(test)),
        };
    }

    private static JobFilterOperator? OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => JobFilterOperator.Equal,
        ExpressionType.NotEqual => JobFilterOperator.NotEqual,
        ExpressionType.LessThan => JobFilterOperator.Less,
        ExpressionType.LessThanOrEqual => JobFilterOperator.LessOrEqual,
        ExpressionType.GreaterThan => JobFilterOperator.Greater,
        ExpressionType.GreaterThanOrEqual => JobFilterOperator.GreaterOrEqual,
        _ => null,
    };

    private static JobFilterOperator Mirror(JobFilterOperator comparison) => comparison switch
    {
        JobFilterOperator.Less => JobFilterOperator.Greater,
        JobFilterOperator.LessOrEqual => JobFilterOperator.GreaterOrEqual,
        JobFilterOperator.Greater => JobFilterOperator.Less,
        JobFilterOperator.GreaterOrEqual => JobFilterOperator.LessOrEqual,
        _ => comparison,
    };

    private BoundTest.Compare BindComparison(BinaryExpression binary, JobFilterOperator comparison)
    {
        var (asked, expected) = Depends(binary.Left) ? (binary.Left, binary.Right) : (binary.Right, binary.Left);
        if (Depends(expected))
        {
            throw new JobExpressionException(ExpressionRules.TwoParts);
        }

        var value = _values.Bind(asked);
        if (value.IsWhole && !IsNull(expected))
        {
            throw new JobExpressionException(
                value.Type.Kind == JobValueKind.Any ? ExpressionRules.Untyped : ExpressionRules.Whole(ValueBinder.NameOf(value.ClrType)));
        }

        return new BoundTest.Compare(value, asked == binary.Left ? comparison : Mirror(comparison), expected);
    }

    private BoundTest BindCall(MethodCallExpression call)
    {
        var method = call.Method;
        if (method.DeclaringType == typeof(string) && call.Object is { } text && ExpressionRules.IsPartOfText(method.Name))
        {
            return BindPart(call, text);
        }

        if (method.DeclaringType == typeof(string) && method.Name == nameof(string.IsNullOrEmpty))
        {
            return new BoundTest.NullOrEmpty(_values.Bind(call.Arguments[0]));
        }

        return method.DeclaringType is { } type
            && ExpressionRules.IsMembership(type.Namespace ?? string.Empty, ValueBinder.NameOf(type), method.Name, method.IsStatic, call.Arguments.Count)
                ? BindMembership(call)
                : throw new JobExpressionException(ExpressionRules.Method(ValueBinder.NameOf(method.DeclaringType), method.Name));
    }

    private BoundTest.Part BindPart(MethodCallExpression call, Expression text)
    {
        var arguments = call.Arguments;
        if (arguments.Any(Depends))
        {
            throw new JobExpressionException(ExpressionRules.TwoParts);
        }

        if (arguments.Count > 1 && arguments[1] is not ConstantExpression { Value: StringComparison.Ordinal })
        {
            throw new JobExpressionException(ExpressionRules.NotOrdinal);
        }

        var comparison = call.Method.Name switch
        {
            "StartsWith" => JobFilterOperator.StartsWith,
            "EndsWith" => JobFilterOperator.EndsWith,
            _ => JobFilterOperator.Contains,
        };
        return new BoundTest.Part(_values.Bind(text), comparison, arguments[0]);
    }

    private BoundTest BindMembership(MethodCallExpression call)
    {
        var (collection, item) = call.Object is { } owner ? (owner, call.Arguments[0]) : (call.Arguments[0], call.Arguments[1]);
        if (call.Arguments.Count > 2 && !IsNull(call.Arguments[2]))
        {
            throw new JobExpressionException(ExpressionRules.OddComparer);
        }

        if (_values.IsTags(collection))
        {
            return Depends(item) ? throw new JobExpressionException(ExpressionRules.TwoParts) : new BoundTest.Tagged(item);
        }

        if (Depends(collection))
        {
            throw new JobExpressionException(ExpressionRules.ContainsInJob);
        }

        var value = _values.Bind(item);
        return !value.IsWhole
            ? new BoundTest.OneOf(value, collection)
            : throw new JobExpressionException(
                value.Type.Kind == JobValueKind.Any ? ExpressionRules.Untyped : ExpressionRules.Whole(ValueBinder.NameOf(value.ClrType)));
    }

    private static bool IsNull(Expression expected) => expected switch
    {
        ConstantExpression constant => constant.Value is null,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNull(convert.Operand),
        DefaultExpression => !expected.Type.IsValueType || Nullable.GetUnderlyingType(expected.Type) is not null,
        _ => false,
    };

    private bool Depends(Expression expression) => JobReferences.In(expression, job);
}
