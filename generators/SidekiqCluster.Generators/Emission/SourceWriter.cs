using System.Text;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Text with indentation.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;
    private const int UsualSize = 8192;

    private readonly StringBuilder _text = new(UsualSize);
    private int _indent;

    /// <summary>Writes a line, or an empty one. A text of several lines is indented as a whole.</summary>
    public SourceWriter Line(string text = "")
    {
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            _text.Append(' ', end == start ? 0 : _indent * IndentSize).Append(text, start, end - start).Append('\n');
            start = end + 1;
        }

        return this;
    }

    /// <summary>Writes an opening brace and indents what follows.</summary>
    public SourceWriter Open() => Line("{").Indent();

    /// <summary>Ends the indentation and writes a closing brace, followed by <paramref name="end"/>.</summary>
    public SourceWriter Close(string end = "") => Outdent().Line("}" + end);

    public SourceWriter Indent()
    {
        _indent++;
        return this;
    }

    public SourceWriter Outdent()
    {
        _indent--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
