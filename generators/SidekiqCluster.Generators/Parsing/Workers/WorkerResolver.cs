using System.Globalization;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Makes jobs of the classes in all worker files.</summary>
internal static class WorkerResolver
{
    public static ResolvedJobs Resolve(
        IReadOnlyList<WorkerFile> files, IReadOnlyList<JobModel> written, WorkerSettings settings, CancellationToken ct)
    {
        var diagnostics = new List<DiagnosticInfo>();
        var index = new WorkerIndex(files);
        var workers = new List<Worker>();
        foreach (var name in index.Names)
        {
            ct.ThrowIfCancellationRequested();
            if (index.FindApi(name) is { } isActiveJob && FindWorker(index, name, isActiveJob, settings, diagnostics) is { } worker)
            {
                workers.Add(worker);
            }
        }

        if (workers.Count == 0 && WhyNoWorkers(files.Count, settings) is { } reason)
        {
            diagnostics.Add(DiagnosticInfo.Create(WorkerDescriptors.NoWorkers, null, reason));
        }

        var names = new WorkerNames(workers, written, settings);
        var jobs = new List<JobModel>();
        foreach (var worker in workers)
        {
            var mapper = new JobMapper(worker, names, settings, diagnostics);
            if (written.FirstOrDefault(job => job.Class == worker.Name) is not { } record)
            {
                jobs.Add(mapper.Map());
            }
            else if (RecordComparison.FindDifference(record, worker) is { } difference)
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    WorkerDescriptors.RecordIsOlder, worker.Location, record.Name, worker.Name, settings.Shorten(worker.Location), difference));
            }
        }

        return new ResolvedJobs(new EquatableArray<JobModel>(jobs), new EquatableArray<DiagnosticInfo>(diagnostics));
    }

    private static string? WhyNoWorkers(int files, WorkerSettings settings) =>
        files > 0 ? $"None of the {files.ToString(CultureInfo.InvariantCulture)} worker files holds a worker class"
        : settings.WorkersFolder.Length > 0 ? $"The folder {settings.WorkersFolder} holds no .rb, .rbi, .rbs or .sidekiq.json file"
        : null;

    private static Worker? FindWorker(
        WorkerIndex index, string name, bool isActiveJob, WorkerSettings settings, List<DiagnosticInfo> diagnostics)
    {
        var ancestors = index.Ancestors(name);
        var parts = index.Parts(name);
        var believed = parts.FirstOrDefault(static part => part.Source == WorkerSource.Ruby) ?? parts[0];
        var signature = ancestors.Select(ancestor => SignatureMerger.Merge(name, index.Parts(ancestor), settings, diagnostics))
            .FirstOrDefault(static found => found is not null);
        if (signature is null)
        {
            if (!index.HasDescendants(name))
            {
                diagnostics.Add(DiagnosticInfo.Create(WorkerDescriptors.NoPerform, believed.Location, name));
            }

            return null;
        }

        var options = Enumerable.Reverse(ancestors).SelectMany(index.Parts).SelectMany(static part => part.Options)
            .GroupBy(static option => option.Name, StringComparer.Ordinal)
            .Select(static same => same.Last());
        return new Worker(name, believed.Location, isActiveJob)
        {
            Parameters = signature.Value,
            Options = new EquatableArray<WorkerOption>(options),
        };
    }
}
