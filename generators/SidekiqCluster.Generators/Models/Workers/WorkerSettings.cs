namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>What the build says.</summary>
/// <param name="Namespace">Where the modules of Ruby begin in C#; empty for the global namespace.</param>
/// <param name="ProjectFolder">What the names of files are shortened by.</param>
/// <param name="WorkersFolder">The folder that is searched for worker files; empty when they are given one by one.</param>
internal sealed record WorkerSettings(string Namespace, string ProjectFolder, string WorkersFolder)
{
    /// <summary>A file, seen from the project, and a line: <c>../app/jobs/charge_job.rb:3</c>.</summary>
    public string Shorten(LocationInfo place)
    {
        var path = place.Path.Replace('\\', '/');
        var folder = ProjectFolder.Replace('\\', '/').TrimEnd('/');
        var up = "";
        while (folder.Length > 0 && !path.StartsWith(folder + "/", StringComparison.Ordinal))
        {
            folder = folder.Substring(0, Math.Max(0, folder.LastIndexOf('/')));
            up += "../";
        }

        var shown = folder.Length == 0 ? path : up + path.Substring(folder.Length + 1);
        return shown + ":" + (place.Lines.Start.Line + 1);
    }
}
