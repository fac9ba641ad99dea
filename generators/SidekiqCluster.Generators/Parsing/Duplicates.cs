using System.Collections.Immutable;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Finds worker classes that more than one record stands for.</summary>
internal static class Duplicates
{
    public static IEnumerable<DiagnosticInfo> Find(ImmutableArray<ParsedJob> parsed) =>
        from one in parsed
        where one.Job is not null
        group one by one.Job!.Class into same
        let first = same.First()
        from other in same.Skip(1)
        select DiagnosticInfo.Create(Descriptors.DuplicateClass, other.Location, first.Job!.Name, same.Key);
}
