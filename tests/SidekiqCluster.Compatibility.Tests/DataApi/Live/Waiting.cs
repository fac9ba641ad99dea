namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>Waits for processes that tell nobody when they have done something but Redis.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task UntilAsync(Func<Task<bool>> conditionAsync)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await conditionAsync())
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }
}
