using Shop;
using Shop.Billing;

namespace SidekiqCluster.Samples.Shop;

/// <summary>
/// Lists, counts, filters and retries the shop's jobs by their arguments. The records come from the Ruby files of the shop;
/// not a line of C# describes them.
/// </summary>
internal sealed class ShopReport(SidekiqShard shard, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await ListAsync(cancellationToken);
        await CountAsync(cancellationToken);
        await FindMismatchedAsync(cancellationToken);
        await RetryAsync(cancellationToken);
        await PushAsync(cancellationToken);
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        Say("Charges of merchant 7 that timed out:");
        var charges = shard.RetrySet.Jobs<ChargeMerchantJob>()
            .Where(job => job.Args.MerchantId == 7 && job.ErrorClass == "Timeout::Error")
            .AsAsyncEnumerable()
            .OrderBy(job => job.Args.Amount);
        await foreach (var job in charges.WithCancellation(cancellationToken))
        {
            Say($"  {job.Args.Amount:0.00} {job.Args.Options?.Currency}, at most {job.Args.Options?.Cap?.ToString() ?? "anything"}");
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var byMerchant = await shard.RetrySet.Jobs<ChargeMerchantJob>().CountByAsync(job => job.Args.MerchantId, cancellationToken);
        Say("Charges to retry, by merchant: " + string.Join(", ", byMerchant.Groups!.Select(group => $"{group.Key}: {group.Count}")));

        var forced = await shard.Queue("imports").Jobs<ImportCatalogJob>().Where(job => job.Args.Force).CountAsync(cancellationToken);
        Say($"Imports that are forced: {forced.Count}");
    }

    private async Task FindMismatchedAsync(CancellationToken cancellationToken)
    {
        Say("Digests:");
        await foreach (var job in shard.ScheduledSet.Jobs<SendDigestJob>().OldestFirst().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Say(job.Mismatch is { } mismatch
                ? $"  cannot be read: {mismatch.Message}"
                : $"  to {job.Args.UserId}, in {job.Args.Locale}: {(job.Args.Topics.Count > 0 ? string.Join(", ", job.Args.Topics) : "everything")}");
        }
    }

    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        var done = await shard.RetrySet.Jobs<ChargeMerchantJob>()
            .Where(job => job.Args.Amount > 100 && job.Args.Options!.Currency == "EUR")
            .RetryAllAsync(cancellationToken: cancellationToken);
        Say($"Large charges in euros sent back to their queue: {done.Done}");
    }

    private async Task PushAsync(CancellationToken cancellationToken)
    {
        await shard.Client.PushAsync(new ImportCatalogJob("autumn.csv", Force: true), cancellationToken: cancellationToken);
        Say($"Imports after one more: {await shard.Queue("imports").GetSizeAsync(cancellationToken)}");
    }

    private void Say(string line) => output.WriteLine(line);
}
