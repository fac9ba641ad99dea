using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Parsing;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Generators.Analysis;

/// <summary>Reads which part of the job an operation names, as the translation at run time does.</summary>
internal sealed class ValueReader(IParameterSymbol job, Action<Diagnostic> report)
{
    /// <summary>Whether a type stands for one JSON value, not for several.</summary>
    public static bool IsSingle(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || LeafTypes.Find(type) is { Kind: not ValueKind.Any } || Asked.NameOf(type) == "JobSource";

    /// <summary>Whether a type stands for any JSON.</summary>
    public static bool IsUntyped(ITypeSymbol type) => LeafTypes.Find(type) is { Kind: ValueKind.Any };

    /// <summary>Whether an operation is the job's tags.</summary>
    public bool IsTags(IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsTags(conversion.Operand),
        IPropertyReferenceOperation { Property.Name: "Tags", Instance: { } owner } => IsJob(owner),
        _ => false,
    };

    /// <summary>The type of the part without its question mark; null when it is none, which was reported then.</summary>
    public ITypeSymbol? Read(IOperation operation)
    {
        switch (operation)
        {
            case IParameterReferenceOperation:
                return Report(QueryDescriptors.AsAWhole, operation, ExpressionRules.JobItself);
            case IPropertyReferenceOperation { Instance: { } owner, Arguments.Length: 1 } item:
                return ReadElement(operation, owner, item.Arguments[0].Value);
            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                return ReadElement(operation, element.ArrayReference, element.Indices[0]);
            case IPropertyReferenceOperation { Instance: { } owner, Arguments.IsEmpty: true } property:
                return ReadProperty(property, owner);
            case IFieldReferenceOperation { Instance: { } owner } field:
                return Read(owner) is null ? null : ReportProperty(operation, field.Field);
            case IConversionOperation { IsTryCast: false } conversion:
                return ReadConversion(conversion);
            case IConversionOperation:
                return Report(QueryDescriptors.NotAsked, operation, ExpressionRules.Operator("as"));
            case IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke } method }:
                return Report(QueryDescriptors.NotAsked, operation, ExpressionRules.Method(Asked.OwnerOf(method), method.Name));
            case IInterpolatedStringOperation:
                return Report(QueryDescriptors.NotAsked, operation, ExpressionRules.Method("String", "Format"));
            default:
                var words = Asked.SymbolOf(operation) is { } symbol ? ExpressionRules.Operator(symbol) : ExpressionRules.Other;
                return Report(QueryDescriptors.NotAsked, operation, words);
        }
    }

    private static bool IsParameterOf(ITypeSymbol record, IPropertySymbol property) =>
        record is INamedTypeSymbol named && named.InstanceConstructors.Any(constructor =>
            constructor.Parameters.Any(parameter => parameter.Name == property.Name));

    private static bool IsKeyOf(ITypeSymbol hash, IPropertySymbol property) =>
        hash is INamedTypeSymbol { IsRecord: true }
        && property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }
        && SymbolEqualityComparer.Default.Equals(property.ContainingType, hash)
        && (property.SetMethod?.DeclaredAccessibility == Accessibility.Public || IsParameterOf(hash, property));

    private bool IsJob(IOperation operation) =>
        operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, job);

    private ITypeSymbol? ReadProperty(IPropertyReferenceOperation operation, IOperation owner)
    {
        var property = operation.Property;
        if (IsJob(owner))
        {
            return ExpressionRules.FieldOf(property.Name) is null
                ? ReportProperty(operation, property)
                : Asked.Underlying(property.Type);
        }

        if (owner is IPropertyReferenceOperation { Property.Name: "Args", Instance: { } outermost } && IsJob(outermost))
        {
            return IsParameterOf(owner.Type!, property) ? Asked.Underlying(property.Type) : ReportProperty(operation, property);
        }

        if (property.Name == "Value" && Asked.IsNullable(owner.Type))
        {
            return Read(owner);
        }

        return Read(owner) is { } outer
            ? IsKeyOf(outer, property) ? Asked.Underlying(property.Type) : ReportProperty(operation, property)
            : null;
    }

    private ITypeSymbol? ReadElement(IOperation operation, IOperation list, IOperation index)
    {
        if (index.DependsOn(job))
        {
            return Report(QueryDescriptors.TwoParts, index, ExpressionRules.UnknownIndex);
        }

        if (Read(list) is not { } outer)
        {
            return null;
        }

        return CollectionTypes.Find(outer) is { } collection
            ? Asked.Underlying(collection.Element)
            : Report(QueryDescriptors.NotAsked, operation, ExpressionRules.Method(Asked.NameOf(outer), "get_Item"));
    }

    private ITypeSymbol? ReadConversion(IConversionOperation conversion)
    {
        if (Read(conversion.Operand) is not { } value)
        {
            return null;
        }

        var (from, to) = (Asked.Underlying(conversion.Operand.Type!), Asked.Underlying(conversion.Type!));
        var number = from is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } ? underlying : from;
        return ExpressionRules.IsExact(Asked.NameOf(number), Asked.NameOf(to)) || SymbolEqualityComparer.Default.Equals(from, to)
            ? value
            : Report(QueryDescriptors.ComparedOtherwise, conversion, ExpressionRules.Conversion(Asked.NameOf(from), Asked.NameOf(to)));
    }

    private ITypeSymbol? ReportProperty(IOperation operation, ISymbol member) =>
        Report(QueryDescriptors.NotAsked, operation, ExpressionRules.Property(Asked.NameOf(member.ContainingType), member.Name));

    private ITypeSymbol? Report(DiagnosticDescriptor descriptor, IOperation part, string words)
    {
        report(Diagnostic.Create(descriptor, part.Syntax.GetLocation(), words));
        return null;
    }
}
