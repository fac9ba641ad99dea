using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Reads the statements in the body of a class that concern its jobs.</summary>
internal static class ClassStatements
{
    /// <summary>Reports something at a place, with the arguments of its message.</summary>
    public delegate void Reporter(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments);

    /// <summary>Reads a statement; steps to its last piece when it is one of those looked for.</summary>
    public static void Parse(TokenReader reader, RubyScope scope, Reporter report)
    {
        switch (reader.Current.Text)
        {
            case "include" or "prepend" or "extend":
                reader.Advance();
                scope.Mixins.AddRange(Arguments(reader).Select(RubyConstants.Read).Where(static name => name.Length > 0));
                break;
            case "sidekiq_options":
                ReadOptions(reader, scope, report);
                break;
            case "queue_as":
                ReadQueue(reader, scope, report);
                break;
            case "sig":
                ReadSignature(reader, scope);
                break;
            default:
                return;
        }

        reader.At--;
    }

    private static void ReadOptions(TokenReader reader, RubyScope scope, Reporter report)
    {
        reader.Advance();
        foreach (var argument in Arguments(reader))
        {
            var span = argument.Current.Span;
            var name = RubyLiteral.ReadKey(argument);
            if (name is not null && RubyLiteral.Read(argument) is { } json)
            {
                scope.Options.Add(new WorkerOption(name, json));
            }
            else
            {
                report(WorkerDescriptors.OptionIsNoLiteral, span, name ?? "An option", scope.Name);
            }
        }
    }

    private static void ReadQueue(TokenReader reader, RubyScope scope, Reporter report)
    {
        var span = reader.Current.Span;
        reader.Advance();
        if (Arguments(reader).Select(RubyLiteral.Read).FirstOrDefault() is { } json)
        {
            scope.Options.Add(new WorkerOption("queue", json));
        }
        else
        {
            report(WorkerDescriptors.OptionIsNoLiteral, span, "queue", scope.Name);
        }
    }

    /// <summary><c>sig { ... }</c> or <c>sig do ... end</c>, which holds no other <c>end</c>.</summary>
    private static void ReadSignature(TokenReader reader, RubyScope scope)
    {
        reader.Advance();
        if (reader.Take("(") && !reader.TakeBracket().IsAtEnd && reader.IsAtEnd)
        {
            return;
        }

        if (reader.Take("{"))
        {
            scope.Signature = SorbetTypes.ReadSignature(reader.TakeBracket());
        }
        else if (reader.Current.IsIdentifier("do"))
        {
            reader.Advance();
            scope.Signature = SorbetTypes.ReadSignature(reader.TakeUntilEnd());
        }
    }

    private static IEnumerable<TokenReader> Arguments(TokenReader reader) =>
        (reader.Take("(") ? reader.TakeBracket() : reader.TakeStatement()).SplitAtCommas();
}
