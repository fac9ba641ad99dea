using Microsoft.CodeAnalysis;

namespace SidekiqCluster.HouseRules;

internal sealed record SourceFile(string Path, SyntaxTree Tree);
