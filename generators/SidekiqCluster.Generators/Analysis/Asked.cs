using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SidekiqCluster.Generators.Analysis;

/// <summary>What the readers of lambdas ask of operations and types.</summary>
internal static class Asked
{
    /// <summary>Whether an operation depends on the job.</summary>
    public static bool DependsOn(this IOperation operation, IParameterSymbol job) =>
        operation.DescendantsAndSelf().Any(each =>
            each is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, job));

    /// <summary>Whether an operation is the word null, or a constant of that value.</summary>
    public static bool IsNull(this IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true } constant } => constant.Value is null,
        IConversionOperation conversion => conversion.Operand.IsNull(),
        IDefaultValueOperation { Type: { } type } => type.IsReferenceType || IsNullable(type),
        _ => false,
    };

    public static bool IsNullable(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    /// <summary>The type without its question mark.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        IsNullable(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    /// <summary>A type's name in .NET, without its type parameters.</summary>
    public static string NameOf(ITypeSymbol? type) => type switch
    {
        null => "",
        IArrayTypeSymbol array => NameOf(array.ElementType) + "[]",
        _ => type.MetadataName.Split('`')[0],
    };

    /// <summary>The name of the type whose method expressions call: of classes the one that has it first.</summary>
    public static string OwnerOf(IMethodSymbol method) =>
        method is { OverriddenMethod: { } overridden, ContainingType.IsValueType: false }
            ? OwnerOf(overridden)
            : NameOf(method.ContainingType);

    /// <summary>The operator as C# writes it; null when it has no sign.</summary>
    public static string? SymbolOf(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => "+",
            BinaryOperatorKind.Subtract => "-",
            BinaryOperatorKind.Multiply => "*",
            BinaryOperatorKind.Divide => "/",
            BinaryOperatorKind.Remainder => "%",
            BinaryOperatorKind.And => "&",
            BinaryOperatorKind.Or => "|",
            BinaryOperatorKind.ExclusiveOr => "^",
            BinaryOperatorKind.LeftShift => "<<",
            BinaryOperatorKind.RightShift => ">>",
            BinaryOperatorKind.ConditionalAnd => "&&",
            BinaryOperatorKind.ConditionalOr => "||",
            BinaryOperatorKind.Equals => "==",
            BinaryOperatorKind.NotEquals => "!=",
            BinaryOperatorKind.LessThan => "<",
            BinaryOperatorKind.LessThanOrEqual => "<=",
            BinaryOperatorKind.GreaterThan => ">",
            BinaryOperatorKind.GreaterThanOrEqual => ">=",
            _ => null,
        },
        IUnaryOperation unary => unary.OperatorKind switch
        {
            UnaryOperatorKind.BitwiseNegation => "~",
            UnaryOperatorKind.Minus => "-",
            UnaryOperatorKind.Not => "!",
            _ => null,
        },
        ICoalesceOperation => "??",
        IConditionalOperation => "?:",
        IIsTypeOperation => "is",
        _ => null,
    };
}
