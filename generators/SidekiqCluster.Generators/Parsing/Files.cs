using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Gives each job a file of its own. The compiler takes names that differ by case alone for the same.</summary>
internal static class Files
{
    public static IEnumerable<JobModel> Name(IEnumerable<JobModel?> jobs)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var done = new HashSet<(string, string)>();
        foreach (var job in jobs)
        {
            // A record whose two parts both carry the attribute comes twice; the compiler tells of it.
            if (job is null || !done.Add((job.HintName, job.Class)))
            {
                continue;
            }

            var unique = job;
            for (var number = 2; !taken.Add(unique.HintName); number++)
            {
                unique = job with { FileSuffix = "." + number };
            }

            yield return unique;
        }
    }
}
