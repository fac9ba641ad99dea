using System.Linq.Expressions;
using System.Reflection;

namespace SidekiqCluster.TypedJobs;

/// <summary>Reads which part of the job an expression names. Evaluates nothing.</summary>
internal sealed class ValueBinder(JobSchema schema, ParameterExpression job)
{
    private const string Arguments = "Args";
    private const string Tags = "Tags";

    /// <summary>A type's name without its type parameters.</summary>
    public static string NameOf(Type? type) =>
        type is { IsArray: true } ? NameOf(type.GetElementType()) + "[]" : type?.Name.Split('`')[0] ?? string.Empty;

    /// <summary>Whether the expression is the job's tags.</summary>
    public bool IsTags(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert => IsTags(convert.Operand),
        MemberExpression { Member.Name: Tags } member => member.Expression == job,
        _ => false,
    };

    /// <exception cref="JobExpressionException">It names no part that a filter knows.</exception>
    public BoundValue Bind(Expression expression) => expression switch
    {
        ParameterExpression => throw new JobExpressionException(ExpressionRules.JobItself),
        MemberExpression { Expression: { } owner } member => BindMember(member, owner),
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert => BindConversion(convert),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } element => BindElement(element.Left, element.Right),
        MethodCallExpression { Method.Name: "get_Item", Object: { } list, Arguments: [var index] } => BindElement(list, index),
        MethodCallExpression call => throw new JobExpressionException(
            ExpressionRules.Method(NameOf(call.Method.DeclaringType), call.Method.Name)),
        _ => throw new JobExpressionException(
            SymbolOf(expression) is { } symbol ? ExpressionRules.Operator(symbol) : ExpressionRules.Other),
    };

    private static string? SymbolOf(Expression expression) => expression.NodeType switch
    {
        ExpressionType.Add or ExpressionType.AddChecked => "+",
        ExpressionType.Subtract or ExpressionType.SubtractChecked => "-",
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => "*",
        ExpressionType.Divide => "/",
        ExpressionType.Modulo => "%",
        ExpressionType.And => "&",
        ExpressionType.Or => "|",
        ExpressionType.ExclusiveOr => "^",
        ExpressionType.LeftShift => "<<",
        ExpressionType.RightShift => ">>",
        ExpressionType.OnesComplement => "~",
        ExpressionType.Not when Underlying(expression.Type) != typeof(bool) => "~",
        ExpressionType.Negate or ExpressionType.NegateChecked => "-",
        ExpressionType.Not => "!",
        ExpressionType.AndAlso => "&&",
        ExpressionType.OrElse => "||",
        ExpressionType.Equal => "==",
        ExpressionType.NotEqual => "!=",
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        ExpressionType.GreaterThanOrEqual => ">=",
        ExpressionType.Coalesce => "??",
        ExpressionType.Conditional => "?:",
        ExpressionType.TypeIs => "is",
        ExpressionType.TypeAs => "as",
        _ => null,
    };

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private BoundValue BindMember(MemberExpression member, Expression owner)
    {
        if (owner == job)
        {
            return BindField(member.Member);
        }

        if (owner is MemberExpression { Member.Name: Arguments } && ((MemberExpression)owner).Expression == job)
        {
            return BindParameter(member.Member);
        }

        if (member.Member.Name == "Value" && Nullable.GetUnderlyingType(owner.Type) is not null)
        {
            return Bind(owner) with { IsUnwrapped = true };
        }

        var outer = Bind(owner);
        return outer.Type.Kind == JobValueKind.Record
            && outer.Type.Keys.FirstOrDefault(key => key.Member == member.Member.Name) is { } key
                ? Inside(outer, member.Member, key.Type, new BoundStep(key.Type)
                {
                    Place = key.Name,
                    Member = (PropertyInfo)member.Member,
                    HasDefault = key.IsOptional,
                })
                : throw NoSuch(member.Member);
    }

    private static BoundValue BindField(MemberInfo member)
    {
        if (ExpressionRules.FieldOf(member.Name) is not { } field)
        {
            throw NoSuch(member);
        }

        var clr = ((PropertyInfo)member).PropertyType;
        var type = Underlying(clr);
        var kind = type == typeof(long) ? JobValueKind.Int64
            : type == typeof(double) ? JobValueKind.Double
            : type == typeof(DateTimeOffset) ? JobValueKind.Time
            : JobValueKind.String;
        return new BoundValue(Enum.Parse<JobFieldName>(field), new JobValueType(kind) { IsNullable = IsNullable(member.Name, clr) }, type);
    }

    private static bool IsNullable(string field, Type type) =>
        Nullable.GetUnderlyingType(type) is not null || (type == typeof(string) && field is not ("Shard" or "Class"));

    private BoundValue BindParameter(MemberInfo member)
    {
        if (schema.Parameters.FirstOrDefault(parameter => parameter.Member == member.Name) is not { } parameter)
        {
            throw NoSuch(member);
        }

        var property = (PropertyInfo)member;
        if (parameter.IsRest)
        {
            var list = new JobValueType(JobValueKind.List) { Element = parameter.Type };
            return new BoundValue(JobFieldName.Args, list, property.PropertyType) { RestFrom = parameter.Position };
        }

        return Inside(
            new BoundValue(JobFieldName.Args, parameter.Type, property.PropertyType),
            member,
            parameter.Type,
            new BoundStep(parameter.Type) { Place = PlaceOf(parameter), Member = property, HasDefault = parameter.IsOptional });
    }

    /// <summary>Only what an Active Job may leave out before its keywords, and these, have no fixed place.</summary>
    private JobFieldStep PlaceOf(JobParameter parameter)
    {
        var keywords = schema.Parameters.FirstOrDefault(each => each.IsKeywords);
        var isFixed = keywords is null || !schema.Parameters.Any(each => each.IsOptional && each.Position <= parameter.Position && !each.IsKeywords);
        return isFixed ? parameter.Position
            : parameter.IsKeywords ? JobFieldStep.ToKeywords(parameter.Position)
            : JobFieldStep.ToPositional(parameter.Position);
    }

    private static BoundValue Inside(BoundValue outer, MemberInfo member, JobValueType type, BoundStep step) => outer with
    {
        Type = type,
        ClrType = Underlying(((PropertyInfo)member).PropertyType),
        Steps = outer.Steps.Add(step),
        IsUnwrapped = false,
    };

    private BoundValue BindElement(Expression list, Expression index)
    {
        if (JobReferences.In(index, job))
        {
            throw new JobExpressionException(ExpressionRules.UnknownIndex);
        }

        var outer = Bind(list);
        if (outer.Type.Kind is not (JobValueKind.List or JobValueKind.Map))
        {
            throw new JobExpressionException(ExpressionRules.Method(NameOf(list.Type), "get_Item"));
        }

        var element = outer.Type.Element!;
        return outer with
        {
            Type = element,
            ClrType = Underlying(ElementOf(list.Type)),
            Steps = outer.Steps.Add(new BoundStep(element) { Index = index, Offset = outer.RestFrom ?? 0 }),
            RestFrom = null,
            IsUnwrapped = false,
        };
    }

    private static Type ElementOf(Type collection) =>
        collection.IsArray ? collection.GetElementType()! : collection.GenericTypeArguments[^1];

    private BoundValue BindConversion(UnaryExpression convert)
    {
        var value = Bind(convert.Operand);
        var (from, to) = (Underlying(convert.Operand.Type), Underlying(convert.Type));
        var isUnwrapping = from != convert.Operand.Type && to == convert.Type;
        var isEnum = from.IsEnum && (to == Enum.GetUnderlyingType(from) || ExpressionRules.IsExact(Enum.GetUnderlyingType(from).Name, to.Name));
        if (!isEnum && !ExpressionRules.IsExact(from.Name, to.Name))
        {
            throw new JobExpressionException(ExpressionRules.Conversion(NameOf(from), NameOf(to)));
        }

        return isUnwrapping ? value with { IsUnwrapped = true } : value;
    }

    private static JobExpressionException NoSuch(MemberInfo member) =>
        new(ExpressionRules.Property(NameOf(member.DeclaringType), member.Name));
}
