using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SidekiqCluster.Generators.Tests;

/// <summary>A Ruby or schema file that is handed to the generator as a worker file.</summary>
internal sealed class TestFile(string path, SourceText text) : AdditionalText
{
    public TestFile(string path, string text)
        : this(path, SourceText.From(text, Encoding.UTF8))
    {
    }

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
