using Microsoft.CodeAnalysis.Text;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Something in a file that could not be understood.</summary>
internal readonly record struct RubyProblem(TextSpan Span, string Message);
