namespace SidekiqCluster.Wire;

/// <summary>Retries travel as whether, and how often.</summary>
[RegisterConverter]
internal sealed class JobRetryConverter : IConverter<JobRetry, LimitSurrogate<JobRetry>>
{
    public JobRetry ConvertFromSurrogate(in LimitSurrogate<JobRetry> surrogate) =>
        surrogate.Limit is { } limit ? JobRetry.Times(limit) : surrogate.IsOn ? JobRetry.Always : JobRetry.Never;

    public LimitSurrogate<JobRetry> ConvertToSurrogate(in JobRetry value) => new(value.IsEnabled, value.Limit);
}
