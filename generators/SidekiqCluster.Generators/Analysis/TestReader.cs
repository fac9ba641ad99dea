using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Generators.Analysis;

/// <summary>Reads a lambda's condition, as the translation at run time does.</summary>
internal sealed class TestReader(IParameterSymbol job, ValueReader values, Action<Diagnostic> report)
{
    public void Read(IOperation test)
    {
        if (!test.DependsOn(job))
        {
            return;
        }

        switch (test)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Type.SpecialType: SpecialType.System_Boolean } not:
                Read(not.Operand);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr, OperatorMethod: null } both:
                Read(both.LeftOperand);
                Read(both.RightOperand);
                break;
            case IBinaryOperation { OperatorKind: >= BinaryOperatorKind.Equals and <= BinaryOperatorKind.GreaterThan } comparison
                when comparison.OperatorKind is not (BinaryOperatorKind.ObjectValueEquals or BinaryOperatorKind.ObjectValueNotEquals):
                ReadComparison(comparison);
                break;
            case IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } owner } when Asked.IsNullable(owner.Type):
                values.Read(owner);
                break;
            case IInvocationOperation call when call.TargetMethod.MethodKind != MethodKind.DelegateInvoke:
                ReadCall(call);
                break;
            default:
                values.Read(test);
                break;
        }
    }

    private void ReadComparison(IBinaryOperation comparison)
    {
        var (asked, expected) = comparison.LeftOperand.DependsOn(job)
            ? (comparison.LeftOperand, comparison.RightOperand)
            : (comparison.RightOperand, comparison.LeftOperand);
        if (expected.DependsOn(job))
        {
            Report(QueryDescriptors.TwoParts, comparison, ExpressionRules.TwoParts);
        }
        else if (values.Read(WithoutUpcast(asked)) is { } type && !expected.IsNull())
        {
            RequireSingle(asked, type);
        }
    }

    /// <summary>Comparing references, the compiler sees objects on both sides.</summary>
    private static IOperation WithoutUpcast(IOperation asked) =>
        asked is IConversionOperation { IsImplicit: true, Conversion.IsReference: true } upcast ? upcast.Operand : asked;

    private void ReadCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var arguments = call.Arguments.Select(static argument => argument.Value).ToList();
        var isOfString = method.ContainingType.SpecialType == SpecialType.System_String;
        if (isOfString && call.Instance is { } text && ExpressionRules.IsPartOfText(method.Name))
        {
            ReadPart(text, arguments);
        }
        else if (isOfString && method.Name == nameof(string.IsNullOrEmpty))
        {
            values.Read(arguments[0]);
        }
        else if (ExpressionRules.IsMembership(
            method.ContainingNamespace.ToDisplayString(), Asked.NameOf(method.ContainingType), method.Name, method.IsStatic, arguments.Count))
        {
            ReadMembership(call.Instance is { } owner ? [owner, .. arguments] : arguments);
        }
        else
        {
            Report(QueryDescriptors.NotAsked, call, ExpressionRules.Method(Asked.OwnerOf(method), method.Name));
        }
    }

    private void ReadPart(IOperation text, List<IOperation> arguments)
    {
        if (arguments.Find(argument => argument.DependsOn(job)) is { } part)
        {
            Report(QueryDescriptors.TwoParts, part, ExpressionRules.TwoParts);
        }
        else if (arguments.Count > 1 && arguments[1] is not { Type.Name: nameof(StringComparison), ConstantValue.Value: (int)StringComparison.Ordinal })
        {
            Report(QueryDescriptors.ComparedOtherwise, arguments[1], ExpressionRules.NotOrdinal);
        }
        else
        {
            values.Read(text);
        }
    }

    /// <param name="parts">The collection, the value, and a comparer if there is one.</param>
    private void ReadMembership(List<IOperation> parts)
    {
        if (parts.Count > 2 && !parts[2].IsNull())
        {
            Report(QueryDescriptors.ComparedOtherwise, parts[2], ExpressionRules.OddComparer);
        }
        else if (values.IsTags(parts[0]))
        {
            if (parts[1].DependsOn(job))
            {
                Report(QueryDescriptors.TwoParts, parts[1], ExpressionRules.TwoParts);
            }
        }
        else if (parts[0].DependsOn(job))
        {
            Report(QueryDescriptors.AsAWhole, parts[0], ExpressionRules.ContainsInJob);
        }
        else if (values.Read(parts[1]) is { } type)
        {
            RequireSingle(parts[1], type);
        }
    }

    /// <summary>Hashes, lists and what has no type are no values that a filter compares.</summary>
    private void RequireSingle(IOperation value, ITypeSymbol type)
    {
        if (ValueReader.IsUntyped(type))
        {
            Report(QueryDescriptors.AsAWhole, value, ExpressionRules.Untyped);
        }
        else if (!ValueReader.IsSingle(type))
        {
            Report(QueryDescriptors.AsAWhole, value, ExpressionRules.Whole(Asked.NameOf(type)));
        }
    }

    private void Report(DiagnosticDescriptor descriptor, IOperation part, string words) =>
        report(Diagnostic.Create(descriptor, part.Syntax.GetLocation(), words));
}
