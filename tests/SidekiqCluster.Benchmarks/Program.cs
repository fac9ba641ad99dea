using BenchmarkDotNet.Running;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Generators;
using SidekiqCluster.Benchmarks.Payloads;

// Suites of BenchmarkDotNet by their names, then its own options; all else is the bench against rivals.
Dictionary<string, Type[]> suites = new()
{
    ["generator"] = [typeof(GeneratorBenchmarks)],
    ["payload"] = [typeof(PayloadBenchmarks)],
};

if (args is [var name, .. var options] && suites.TryGetValue(name, out var suite))
{
    BenchmarkSwitcher.FromTypes(suite).Run(options.Length > 0 ? options : ["--filter", "*"]);
    return 0;
}

try
{
    return await Bench.RunAsync(BenchOptions.Parse(args));
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (FormatException e)
{
    Console.Error.WriteLine($"{e.Message} Suites of BenchmarkDotNet: {string.Join(", ", suites.Keys)}.");
    return 2;
}
