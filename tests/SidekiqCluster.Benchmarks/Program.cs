using BenchmarkDotNet.Running;
using SidekiqCluster.Benchmarks.Generators;

// A suite by its name, then BenchmarkDotNet's own options.
Dictionary<string, Type[]> suites = new()
{
    ["generator"] = [typeof(GeneratorBenchmarks)],
};

if (args is not [var name, .. var options] || !suites.TryGetValue(name, out var suite))
{
    Console.Error.WriteLine($"Name a suite: {string.Join(", ", suites.Keys)}.");
    return 2;
}

BenchmarkSwitcher.FromTypes(suite).Run(options.Length > 0 ? options : ["--filter", "*"]);
return 0;
