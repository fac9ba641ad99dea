using System.Linq.Expressions;
using System.Reflection;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Evaluates what a lambda compares with: constants, captured variables and what is computed from them. The usual forms
/// are read by the expression's own members; the rest is interpreted, never compiled.
/// </summary>
internal static class KnownValue
{
    public static object? Of(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member when TryFindOwner(member, out var owner) => field.GetValue(owner),
        MemberExpression { Member: PropertyInfo property } member when TryFindOwner(member, out var owner) =>
            property.GetValue(owner, BindingFlags.DoNotWrapExceptions, null, null, null),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when IsSame(convert) => Of(convert.Operand),
        MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var collection] } call when call.Type.IsByRefLike => Of(collection),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };

    /// <summary>What a member belongs to; false when that is null, for which the interpreter throws as C# does.</summary>
    private static bool TryFindOwner(MemberExpression member, out object? owner)
    {
        owner = member.Expression is { } expression ? Of(expression) : null;
        return owner is not null || member.Expression is null;
    }

    /// <summary>Whether the conversion only adds a question mark or names a base type, which boxing makes one.</summary>
    private static bool IsSame(UnaryExpression convert) =>
        Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type
        || (!convert.Type.IsValueType && !convert.Operand.Type.IsValueType && convert.Type.IsAssignableFrom(convert.Operand.Type));
}
