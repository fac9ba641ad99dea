namespace SidekiqCluster.Redis.Tests.Receipts;

/// <summary>Does something at each report.</summary>
internal sealed class OnReport<T>(Action act) : IProgress<T>
{
    public void Report(T value) => act();
}
