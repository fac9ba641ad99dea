using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>
/// Where classes of Ruby are in C#. Modules are namespaces below the root namespace; what lies within a class that is a
/// worker itself lies within its record.
/// </summary>
internal sealed class WorkerNames(IEnumerable<Worker> workers, IEnumerable<JobModel> written, WorkerSettings settings)
{
    private static readonly string[] Separator = ["::"];

    private readonly HashSet<string> _workers = new(workers.Select(static worker => worker.Name), StringComparer.Ordinal);

    private readonly HashSet<string> _written = new(written.Select(static job => job.HintName), StringComparer.Ordinal);

    /// <summary>The record, its namespace and the headers of the types around it.</summary>
    public (string Namespace, EquatableArray<string> Containers, string Name) Find(string worker)
    {
        var parts = worker.Split(Separator, StringSplitOptions.None);
        var space = new List<string>();
        var containers = new List<string>();
        if (settings.Namespace.Length > 0)
        {
            space.Add(settings.Namespace);
        }

        for (var length = 1; length < parts.Length; length++)
        {
            var isWorker = _workers.Contains(string.Join("::", parts.Take(length)));
            if (isWorker || containers.Count > 0)
            {
                containers.Add((isWorker ? "partial record " : "public static partial class ") + parts[length - 1]);
            }
            else
            {
                space.Add(parts[length - 1]);
            }
        }

        // A member cannot be named like the type around it, nor a record like one that was written in C# for another class.
        var name = parts[parts.Length - 1];
        var model = new JobModel(worker, name) { Namespace = string.Join(".", space), Containers = new EquatableArray<string>(containers) };
        var isTaken = (containers.Count > 0 && parts[parts.Length - 2] == name) || _written.Contains(model.HintName);
        return (model.Namespace, model.Containers, isTaken ? name + "Job" : name);
    }
}
