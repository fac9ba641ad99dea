using System.Text;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Core.Tests.Snapshots;

/// <summary>What stands in a view.</summary>
internal static class Views
{
    /// <summary>The payloads as texts, the next job to run first.</summary>
    public static List<string> Texts(this SnapshotView view)
    {
        var texts = new List<string>();
        foreach (var run in view.Runs)
        {
            for (var row = run.Start; row < run.End; row++)
            {
                texts.Add(Encoding.UTF8.GetString(run.Block.Raw(row)));
            }
        }

        return texts;
    }
}
