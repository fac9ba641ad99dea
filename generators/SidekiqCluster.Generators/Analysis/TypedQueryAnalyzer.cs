using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SidekiqCluster.Generators.Diagnostics;

namespace SidekiqCluster.Generators.Analysis;

/// <summary>
/// Reads the lambdas of typed queries the way they are translated at run time, and says at the expression what stored
/// jobs cannot be asked.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypedQueryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = QueryDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("SidekiqCluster.TypedJobQuery`1") is { } query)
            {
                start.RegisterOperationAction(operation => Analyze(operation, query), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol query)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType.OriginalDefinition, query)
            || call.Arguments.Length == 0 || FindLambda(call.Arguments[0].Value) is not { } lambda
            || lambda.Body.Operations.Length != 1 || lambda.Body.Operations[0] is not IReturnOperation { ReturnedValue: { } body })
        {
            return;
        }

        var job = lambda.Symbol.Parameters[0];
        var values = new ValueReader(job, context.ReportDiagnostic);
        if (call.TargetMethod.Name == "Where")
        {
            new TestReader(job, values, context.ReportDiagnostic).Read(body);
        }
        else if (!values.IsTags(body))
        {
            values.Read(body);
        }
    }

    private static IAnonymousFunctionOperation? FindLambda(IOperation argument) => argument switch
    {
        IConversionOperation conversion => FindLambda(conversion.Operand),
        IDelegateCreationOperation creation => FindLambda(creation.Target),
        _ => argument as IAnonymousFunctionOperation,
    };
}
