using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;
using SidekiqCluster.Generators.Parsing.Ruby;

namespace SidekiqCluster.Generators.Parsing.Rbs;

/// <summary>Finds the classes of an RBS file with the signatures that concern their jobs.</summary>
internal sealed class RbsParser
{
    private readonly TokenReader _reader;
    private readonly Stack<RubyScope> _scopes = new();
    private readonly List<WorkerClass> _classes = [];
    private readonly List<DiagnosticInfo> _diagnostics = [];

    private RbsParser(TokenReader reader) => _reader = reader;

    public static WorkerFile Parse(string path, SourceText text, CancellationToken ct)
    {
        var (tokens, problems) = RubyLexer.Read(text.ToString(), isRbs: true, ct);
        var parser = new RbsParser(new TokenReader(path, text, tokens));
        foreach (var problem in problems.Take(1))
        {
            parser.Report(problem.Span, problem.Message);
        }

        parser.ParseFile(ct);
        return new WorkerFile(path, new EquatableArray<WorkerClass>(parser._classes), new EquatableArray<DiagnosticInfo>(parser._diagnostics));
    }

    private void ParseFile(CancellationToken ct)
    {
        while (!_reader.IsAtEnd)
        {
            ct.ThrowIfCancellationRequested();
            var token = _reader.Current;
            _reader.Advance();
            if (token.Kind == RubyTokenKind.Identifier)
            {
                ParseWord(token);
            }
        }

        if (_scopes.Count > 0)
        {
            Report(_scopes.Peek().Span, $"{_scopes.Peek().Name} has no end");
        }

        while (_scopes.Count > 0)
        {
            Close();
        }
    }

    private void ParseWord(RubyToken word)
    {
        switch (word.Text)
        {
            case "class" or "module" or "interface" when _reader.Current.Kind is RubyTokenKind.Constant or RubyTokenKind.Identifier || _reader.Current.IsOperator("::"):
                Open(word);
                break;
            case "end" when _scopes.Count > 0:
                Close();
                break;
            case "end":
                Report(word.Span, "this end closes nothing");
                break;
            case "include" when _scopes.Count > 0:
                _scopes.Peek().Mixins.Add(RubyConstants.Read(_reader));
                break;
            case "def" when _scopes.Count > 0:
                ParseMethod(_scopes.Peek());
                break;
        }
    }

    private void Open(RubyToken word)
    {
        var span = _reader.Current.Span;
        var name = RubyConstants.Read(_reader);
        var outer = _scopes.Count == 0 ? "" : _scopes.Peek().Name + "::";
        var full = name.StartsWith("::", StringComparison.Ordinal) ? name.Substring(2) : outer + name;
        var scope = new RubyScope(word.Text == "class" ? RubyScopeKind.Class : RubyScopeKind.Module, full, span);
        _scopes.Push(scope);
        if (_reader.Take("["))
        {
            _reader.TakeBracket();
        }

        if (_reader.Take("<"))
        {
            scope.Superclass = RubyConstants.Read(_reader);
        }
    }

    private void ParseMethod(RubyScope scope)
    {
        var isSingleton = _reader.Current.IsIdentifier("self") && _reader.Next.IsOperator(".");
        if (isSingleton)
        {
            _reader.Advance();
            _reader.Advance();
        }

        var name = _reader.Current;
        _reader.Advance();
        if (name.Kind == RubyTokenKind.Identifier && !_reader.Take(":"))
        {
            return;
        }

        _reader.SkipNewlines();
        var parameters = _reader.Take("(") ? RbsParameters.Read(_reader.TakeBracket()) : default;
        var method = new WorkerMethod(name.Text, _reader.Locate(name.Span), parameters);
        if (name.Text == "perform" && !isSingleton)
        {
            scope.Perform = method;
        }
        else if (name.Text is "perform_async" or "perform_later" && isSingleton)
        {
            scope.Push = method;
        }
    }

    private void Close()
    {
        var scope = _scopes.Pop();
        if (scope.Kind != RubyScopeKind.Class || !RubyNames.IsConstant(scope.Name))
        {
            return;
        }

        _classes.Add(new WorkerClass(scope.Name, _scopes.Count == 0 ? "" : _scopes.Peek().Name, WorkerSource.Rbs, _reader.Locate(scope.Span))
        {
            Superclass = scope.Superclass,
            Mixins = new EquatableArray<string>(scope.Mixins),
            Perform = scope.Perform,
            Push = scope.Push,
        });
    }

    private void Report(TextSpan span, string message)
    {
        var place = _reader.Locate(span);
        if (_diagnostics.Count == 0)
        {
            var line = (place.Lines.Start.Line + 1).ToString(CultureInfo.InvariantCulture);
            _diagnostics.Add(DiagnosticInfo.Create(WorkerDescriptors.Unparsable, place, line, message));
        }
    }
}
