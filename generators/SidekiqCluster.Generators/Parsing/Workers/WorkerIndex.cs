using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>All classes of all files by name, and how they derive from each other.</summary>
internal sealed class WorkerIndex
{
    private const int LongestChain = 40;

    private readonly SortedDictionary<string, List<WorkerClass>> _classes = new(StringComparer.Ordinal);

    public WorkerIndex(IEnumerable<WorkerFile> files)
    {
        // Files come in the order of the build; the order here decides who is believed, so it is fixed.
        var all = files.SelectMany(static file => file.Classes)
            .OrderBy(static one => one.Source)
            .ThenBy(static one => one.Location.Path, StringComparer.Ordinal)
            .ThenBy(static one => one.Location.Span.Start);
        foreach (var one in all)
        {
            if (!_classes.TryGetValue(one.Name, out var parts))
            {
                _classes.Add(one.Name, parts = []);
            }

            parts.Add(one);
        }
    }

    public IEnumerable<string> Names => _classes.Keys;

    /// <summary>What files say of a class, the most believed first.</summary>
    public IReadOnlyList<WorkerClass> Parts(string name) => _classes.TryGetValue(name, out var parts) ? parts : [];

    /// <summary>The class and those it derives from, as far as the files know.</summary>
    public List<string> Ancestors(string name)
    {
        var chain = new List<string>();
        for (string? next = name; next is not null && !chain.Contains(next) && chain.Count < LongestChain; next = Superclass(next))
        {
            chain.Add(next);
        }

        return chain;
    }

    /// <summary>Whether it is an Active Job or a Sidekiq job; null when it is no worker.</summary>
    public bool? FindApi(string name)
    {
        foreach (var ancestor in Ancestors(name))
        {
            var parts = Parts(ancestor);
            if (parts.Any(static part => part.Mixins.Any(IsSidekiq) || part.Push?.Name == "perform_async"))
            {
                return false;
            }

            if (parts.Any(static part => part.Push is not null) || (parts.Count == 0 && ancestor is "ApplicationJob" or "ActiveJob::Base"))
            {
                return true;
            }
        }

        return null;
    }

    /// <summary>Whether another class derives from this one.</summary>
    public bool HasDescendants(string name) => _classes.Keys.Any(other => Superclass(other) == name);

    private static bool IsSidekiq(string mixin) =>
        mixin.TrimStart(':') is "Sidekiq::Job" or "Sidekiq::Worker" or "Sidekiq::IterableJob";

    private string? Superclass(string name)
    {
        var part = Parts(name).FirstOrDefault(static one => !string.IsNullOrEmpty(one.Superclass));
        return part is null ? null : Find(part.Superclass!, part.Nesting);
    }

    /// <summary>Looks a name up as Ruby does: in the module around, then further out.</summary>
    private string Find(string name, string nesting)
    {
        for (var module = name.StartsWith("::", StringComparison.Ordinal) ? "" : nesting; module.Length > 0; module = Outer(module))
        {
            if (_classes.ContainsKey(module + "::" + name))
            {
                return module + "::" + name;
            }
        }

        return name.TrimStart(':');
    }

    private static string Outer(string module)
    {
        var end = module.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? "" : module.Substring(0, end);
    }
}
