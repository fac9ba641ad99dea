namespace SidekiqCluster.Wire;

/// <summary>Backtraces travel as whether, and how long.</summary>
[RegisterConverter]
internal sealed class JobBacktraceConverter : IConverter<JobBacktrace, LimitSurrogate<JobBacktrace>>
{
    public JobBacktrace ConvertFromSurrogate(in LimitSurrogate<JobBacktrace> surrogate) =>
        surrogate.Limit is { } lines ? JobBacktrace.Lines(lines) : surrogate.IsOn ? JobBacktrace.Whole : JobBacktrace.None;

    public LimitSurrogate<JobBacktrace> ConvertToSurrogate(in JobBacktrace value) => new(value.IsKept, value.LineCount);
}
