using System.Text;
using Shop.Billing;
using SidekiqCluster;

namespace Shop;

internal static class Queries
{
    private static readonly JobRecord[] Stored =
    [
        Job("""{"class":"ChargeMerchant","jid":"a","args":[7,12.5,{"currency":"EUR"}]}"""),
        Job("""{"class":"ChargeMerchant","jid":"b","args":[7,1]}"""),
        Job("""{"class":"ChargeMerchant","jid":"c","args":["7",1]}"""),
        Job("""{"class":"Billing::ChargeMerchantJob","jid":"d","args":[9,1.5,null,5,6]}"""),
    ];

    public static async Task ShowAsync()
    {
        long[] merchants = [7, 8];
        var least = 5m;
        var rich = Stored.Jobs<ChargeMerchant>()
            .Where(j => merchants.Contains(j.Args.MerchantId) && j.Args.Amount > least * 2 && j.Args.Options!.Currency.StartsWith("EU"));
        Console.WriteLine(rich.ToFilter());
        await foreach (var job in rich)
        {
            Console.WriteLine($"{job.Jid} {job.Args}");
        }

        var poor = Stored.Jobs<ChargeMerchant>().Where(j => j.Args.Options == null || j.Args.Options.Cap == null && j.Args.Amount < least);
        Console.WriteLine($"{poor.ToFilter()} {(await poor.CountAsync()).Count}");
        var ruby = Stored.Jobs<ChargeMerchantJob>().Where(j => j.Args.Ids[1] == 6 && j.Args.Options == null);
        Console.WriteLine($"{ruby.ToFilter()} {(await ruby.CountByAsync(j => j.Args.MerchantId)).Groups![0]}");
        await foreach (var job in Stored.Jobs<ChargeMerchant>().OnlyMismatched())
        {
            Console.WriteLine($"{job.Jid} {job.Mismatch}");
        }
    }

    private static JobRecord Job(string payload) => new("eu-1", JobSource.Dead, Encoding.UTF8.GetBytes(payload));
}
