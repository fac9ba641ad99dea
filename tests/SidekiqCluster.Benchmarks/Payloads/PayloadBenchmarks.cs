using BenchmarkDotNet.Attributes;
using SidekiqCluster.Benchmarks.Cases;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Payloads;

/// <summary>Work on single payloads, one thread; the figures are per job.</summary>
[MemoryDiagnoser]
public class PayloadBenchmarks
{
    private const int Jobs = 10_000;

    private readonly byte[][] _results = new byte[Jobs][];
    private byte[][] _payloads = [];
    private byte[][] _args = [];

    [GlobalSetup]
    public void Setup()
    {
        _payloads = [.. Enumerable.Range(0, Jobs).Select(ManyJobs.Payload)];
        _args = [.. Enumerable.Range(0, Jobs).Select(PayloadArgsCase.ArgsOf)];
    }

    [Benchmark(OperationsPerInvoke = Jobs)]
    public long Columns() => PayloadColumnsCase.Columns(_payloads);

    [Benchmark(OperationsPerInvoke = Jobs)]
    public long ColumnsByJsonDocument() => PayloadColumnsCase.Documents(_payloads);

    [Benchmark(OperationsPerInvoke = Jobs)]
    public double TypedArgs() => PayloadArgsCase.Typed(_args);

    [Benchmark(OperationsPerInvoke = Jobs)]
    public double TypedArgsByJsonElement() => PayloadArgsCase.Elements(_args);

    [Benchmark(OperationsPerInvoke = Jobs)]
    public long Splice() => PayloadSpliceCase.Splice(_payloads, _results);

    [Benchmark(OperationsPerInvoke = Jobs)]
    public long SpliceByJsonNode() => PayloadSpliceCase.Nodes(_payloads, _results);
}
