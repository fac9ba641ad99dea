namespace SidekiqCluster.Queries.Paging;

/// <summary>The order in which a query reads its sources: queues by name when all are wanted, then the single ones.</summary>
internal sealed class SourceOrder(JobSources sources) : IComparer<JobSource>
{
    public int Compare(JobSource x, JobSource y)
    {
        var (isSingleX, isSingleY) = (IsSingle(x), IsSingle(y));
        if (isSingleX != isSingleY)
        {
            return isSingleX ? 1 : -1;
        }

        return isSingleX
            ? sources.Single.IndexOf(x).CompareTo(sources.Single.IndexOf(y))
            : string.CompareOrdinal(x.QueueName, y.QueueName);
    }

    private bool IsSingle(JobSource source) => !(sources.IncludesAllQueues && source.Kind == JobSourceKind.Queue);
}
