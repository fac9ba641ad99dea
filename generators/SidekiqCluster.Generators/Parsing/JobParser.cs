using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Turns a record with <c>[SidekiqJob]</c> into a model.</summary>
internal sealed class JobParser
{
    private static readonly string[] Generated = ["Schema", "TryReadArgs", "WriteArgs"];

    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly LocationInfo? _location;
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private ImmutableArray<IParameterSymbol> _parameters = [];

    private JobParser(INamedTypeSymbol type, AttributeData attribute, LocationInfo? location)
    {
        _type = type;
        _attribute = attribute;
        _location = location;
    }

    public static ParsedJob Parse(GeneratorAttributeSyntaxContext context, CancellationToken ct)
    {
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var location = LocationInfo.From(syntax.Identifier.GetLocation());
        var parser = new JobParser((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], location);
        var job = parser.Parse(ct);
        var isBroken = parser._diagnostics.Any(static one => one.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);
        return new ParsedJob(isBroken ? null : job, location, new EquatableArray<DiagnosticInfo>(parser._diagnostics));
    }

    private JobModel? Parse(CancellationToken ct)
    {
        if (_attribute.ConstructorArguments.FirstOrDefault().Value is not string worker)
        {
            // The compiler tells of the argument.
            return null;
        }

        if (!RubyNames.IsConstant(worker))
        {
            Report(Descriptors.NotARubyClass, worker);
        }

        if (TypeShape.FindObstacle(_type, ct) is { } obstacle)
        {
            Report(Descriptors.NotAPartialRecord, _type.Name, worker, obstacle);
            return null;
        }

        _parameters = TypeShape.FindPrimaryConstructor(_type, ct)?.Parameters ?? [];
        if (_type.Name.Length == 0 || _parameters.Any(static one => one.Name.Length == 0))
        {
            // The name is still being typed; the compiler tells of it.
            return null;
        }

        var types = new TypeParser(_type, _diagnostics, _location);
        var parameters = ParseParameters(types, ct);
        ReportOtherProperties();
        return new JobModel(worker, _type.Name)
        {
            Namespace = _type.ContainingNamespace.IsGlobalNamespace ? "" : _type.ContainingNamespace.ToDisplayString(),
            Containers = TypeShape.Containers(_type),
            IsActiveJob = _attribute.NamedArguments.Any(static one => one is { Key: "Api", Value.Value: 1 }),
            Options = JobOptionsParser.Parse(_attribute, _type.Name, _location, _diagnostics),
            Parameters = parameters,
            Records = types.Records,
            Enums = types.Enums,
        };
    }

    private EquatableArray<ParameterModel> ParseParameters(TypeParser types, CancellationToken ct)
    {
        var models = new List<ParameterModel>();
        foreach (var parameter in _parameters)
        {
            ct.ThrowIfCancellationRequested();
            var property = _type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
            if (Generated.Contains(parameter.Name))
            {
                Report(Descriptors.ReservedName, parameter.Name, _type.Name, RubyNames.ToSnakeCase(parameter.Name));
            }
            else if (types.Parse(parameter.Type, $"Parameter {parameter.Name}", _type.Name) is { } type)
            {
                models.Add(new ParameterModel(parameter.Name, JsonNames.Of(property, parameter.Name), type)
                {
                    Default = DefaultValues.Of(parameter),
                    IsRest = parameter.IsParams,
                });
            }
        }

        JsonNames.ReportDuplicates(models, _type.Name, _location, _diagnostics);
        return new EquatableArray<ParameterModel>(models);
    }

    private void ReportOtherProperties()
    {
        var others = _type.GetMembers().OfType<IPropertySymbol>().Where(property =>
            !property.IsStatic && !property.IsImplicitlyDeclared && property.SetMethod is not null && property.DeclaredAccessibility == Accessibility.Public
            && _parameters.All(parameter => parameter.Name != property.Name)
            && property.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is PropertyDeclarationSyntax));
        foreach (var property in others)
        {
            Report(Descriptors.PropertyIsNoArgument, property.Name, _type.Name);
        }
    }

    private void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, _location, arguments));
}
