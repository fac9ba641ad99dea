using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>
/// Finds the classes of a Ruby or RBI file with what concerns their jobs. It is no parser of Ruby: it follows what opens
/// and what <c>end</c> closes, looks at the statements right inside of classes, and passes over all others.
/// </summary>
internal sealed class RubyParser
{
    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal) { "if", "unless", "while", "until" };

    private readonly WorkerSource _source;
    private readonly TokenReader _reader;
    private readonly CancellationToken _ct;
    private readonly Stack<RubyScope> _scopes = new();
    private readonly List<WorkerClass> _classes = [];
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private bool _awaitsLoop;

    private RubyParser(TokenReader reader, WorkerSource source, CancellationToken ct)
    {
        _reader = reader;
        _source = source;
        _ct = ct;
    }

    private bool IsInClass => _scopes.Count > 0 && _scopes.Peek().Kind is RubyScopeKind.Class or RubyScopeKind.Singleton;

    public static WorkerFile Parse(string path, SourceText text, CancellationToken ct)
    {
        var source = path.EndsWith(".rbi", StringComparison.OrdinalIgnoreCase) ? WorkerSource.Rbi : WorkerSource.Ruby;
        var (tokens, problems) = RubyLexer.Read(text.ToString(), isRbs: false, ct);
        var parser = new RubyParser(new TokenReader(path, text, tokens), source, ct);
        foreach (var problem in problems.Take(1))
        {
            parser.ReportUnparsable(problem.Span, problem.Message);
        }

        parser.ParseFile();
        return new WorkerFile(path, new EquatableArray<WorkerClass>(parser._classes), new EquatableArray<DiagnosticInfo>(parser._diagnostics));
    }

    private void ParseFile()
    {
        for (; !_reader.IsAtEnd; _reader.Advance())
        {
            _ct.ThrowIfCancellationRequested();
            if (_reader.Current.Kind == RubyTokenKind.Newline)
            {
                _awaitsLoop = false;
            }
            else if (_reader.Current.Kind == RubyTokenKind.Identifier && !IsMethodName())
            {
                ParseIdentifier(_reader.Current);
            }
        }

        if (_scopes.Count > 0)
        {
            var open = _scopes.Peek();
            ReportUnparsable(open.Span, $"{open.Name} has no end");
        }

        while (_scopes.Count > 0)
        {
            Close();
        }
    }

    /// <summary>Whether the name follows a dot, so that it is no keyword.</summary>
    private bool IsMethodName() => _reader.Previous.Kind == RubyTokenKind.Operator && _reader.Previous.Text is "." or "&.";

    private void ParseIdentifier(RubyToken token)
    {
        switch (token.Text)
        {
            case "class" or "module" when !_reader.Previous.EndsValue:
                OpenType(token);
                break;
            case "def":
                ParseMethod(token);
                break;
            case "do" when _awaitsLoop:
                _awaitsLoop = false;
                break;
            case "do":
                Open(RubyScopeKind.Other, "do", token.Span);
                break;
            case "end":
                ParseEnd(token);
                break;
            case "alias" or "undef":
                _reader.Advance();
                break;
            case var modifier when Modifiers.Contains(modifier) && _reader.Previous.EndsValue:
                break;
            case "begin" or "case" or "for" or "if" or "unless" or "while" or "until":
                Open(RubyScopeKind.Other, token.Text, token.Span);
                _awaitsLoop = token.Text is "while" or "until" or "for";
                break;
            default:
                if (IsInClass && _reader.Previous.Kind == RubyTokenKind.Newline)
                {
                    ClassStatements.Parse(_reader, _scopes.Peek(), Report);
                }

                break;
        }
    }

    private void ParseEnd(RubyToken token)
    {
        if (_scopes.Count == 0)
        {
            ReportUnparsable(token.Span, "this end closes nothing");
            return;
        }

        Close();
    }

    private void OpenType(RubyToken token)
    {
        _reader.Advance();
        if (_reader.Take("<<"))
        {
            Open(RubyScopeKind.Singleton, "class << self", token.Span);
            return;
        }

        var span = _reader.Current.Span;
        var name = RubyConstants.Read(_reader);
        var outer = _scopes.FirstOrDefault(static scope => scope.Kind is RubyScopeKind.Class or RubyScopeKind.Module);
        if (name.Length == 0)
        {
            ReportUnparsable(token.Span, $"a name should follow {token.Text}");
        }

        var full = name.StartsWith("::", StringComparison.Ordinal) ? name.Substring(2) : outer is null ? name : outer.Name + "::" + name;
        Open(token.Text == "class" ? RubyScopeKind.Class : RubyScopeKind.Module, full, name.Length == 0 ? token.Span : span);
        if (token.Text == "class" && _reader.Take("<"))
        {
            _scopes.Peek().Superclass = RubyConstants.Read(_reader);
        }

        // The loop steps over one piece more, and that may be a keyword.
        _reader.At--;
    }

    private void ParseMethod(RubyToken token)
    {
        _reader.Advance();
        var isSingleton = _scopes.Count > 0 && _scopes.Peek().Kind == RubyScopeKind.Singleton;
        if (_reader.Next.IsOperator("."))
        {
            isSingleton = true;
            _reader.Advance();
            _reader.Advance();
        }

        var name = _reader.Current;
        _reader.Advance();
        while (_reader.Current is { Kind: RubyTokenKind.Operator, HasSpaceBefore: false } more && more.Text != "(")
        {
            // Operators that are names, such as []=, and the sign of a setter.
            _reader.Advance();
        }

        var parameters = _reader.Take("(") ? _reader.TakeBracket() : _reader.TakeStatementWithout("=");
        var isEndless = _reader.Current.IsOperator("=");
        KeepMethod(name, isSingleton, parameters);
        if (!isEndless)
        {
            Open(RubyScopeKind.Other, "def " + name.Text, token.Span);
        }

        _reader.At--;
    }

    private void KeepMethod(RubyToken name, bool isSingleton, TokenReader parameters)
    {
        if (!IsInClass)
        {
            return;
        }

        var scope = _scopes.Peek();
        var types = scope.Signature ?? [];
        scope.Signature = null;
        var owner = scope.Kind == RubyScopeKind.Singleton ? _scopes.Skip(1).FirstOrDefault() : scope;
        if (owner is null || owner.Kind != RubyScopeKind.Class)
        {
            return;
        }

        if (name.Text == "perform" && !isSingleton)
        {
            owner.Perform = new WorkerMethod(name.Text, _reader.Locate(name.Span), RubyParameters.Read(parameters, types));
        }
        else if (name.Text is "perform_async" or "perform_later" && isSingleton)
        {
            owner.Push = new WorkerMethod(name.Text, _reader.Locate(name.Span), RubyParameters.Read(parameters, types));
        }
    }

    private void Open(RubyScopeKind kind, string name, TextSpan span) => _scopes.Push(new RubyScope(kind, name, span));

    private void Close()
    {
        var scope = _scopes.Pop();
        if (scope.Kind != RubyScopeKind.Class || !RubyNames.IsConstant(scope.Name))
        {
            return;
        }

        var nesting = _scopes.FirstOrDefault(static one => one.Kind is RubyScopeKind.Class or RubyScopeKind.Module)?.Name ?? "";
        _classes.Add(new WorkerClass(scope.Name, nesting, _source, _reader.Locate(scope.Span))
        {
            Superclass = scope.Superclass,
            Mixins = new EquatableArray<string>(scope.Mixins),
            Options = new EquatableArray<WorkerOption>(scope.Options),
            Perform = scope.Perform,
            Push = scope.Push,
        });
    }

    /// <summary>Tells of Ruby that cannot be followed; once in a file, as what comes after is guesswork.</summary>
    private void ReportUnparsable(TextSpan span, string message)
    {
        var place = _reader.Locate(span);
        if (_diagnostics.All(static one => one.Descriptor != WorkerDescriptors.Unparsable))
        {
            var line = (place.Lines.Start.Line + 1).ToString(CultureInfo.InvariantCulture);
            _diagnostics.Add(DiagnosticInfo.Create(WorkerDescriptors.Unparsable, place, line, message));
        }
    }

    private void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, _reader.Locate(span), arguments));
}
