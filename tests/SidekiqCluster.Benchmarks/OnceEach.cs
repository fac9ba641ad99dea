using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SidekiqCluster.Benchmarks;

/// <summary>
/// For work of milliseconds that needs a new beginning each time: one call per iteration, in this process, after the code is warm.
/// </summary>
internal sealed class OnceEach : ManualConfig
{
    public OnceEach()
    {
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.Min, StatisticColumn.Median);
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(30)
            .WithIterationCount(20)
            .WithInvocationCount(1)
            .WithUnrollFactor(1));
    }
}
