namespace SidekiqCluster.Wire;

/// <summary>Sources travel as their names.</summary>
[RegisterConverter]
internal sealed class JobSourcesConverter : IConverter<JobSources, JobSourcesSurrogate>
{
    public JobSources ConvertFromSurrogate(in JobSourcesSurrogate surrogate)
    {
        var single = JobSources.Of(surrogate.Single);
        return surrogate.IncludesAllQueues ? JobSources.Queues.And(single) : single;
    }

    public JobSourcesSurrogate ConvertToSurrogate(in JobSources value) => new(value.IncludesAllQueues, [.. value.Single]);
}
