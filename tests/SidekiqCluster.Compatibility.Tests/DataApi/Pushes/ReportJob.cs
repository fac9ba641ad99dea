using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Pushes;

/// <summary>The Active Job of the fixtures.</summary>
[SidekiqJob("ReportJob", Api = JobApi.ActiveJob)]
public sealed partial record ReportJob(params IReadOnlyList<JsonElement> Arguments);
