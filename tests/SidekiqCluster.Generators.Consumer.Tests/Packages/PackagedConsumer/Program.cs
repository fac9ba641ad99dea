using System.Text;
using Shop;
using Shop.Billing;
using SidekiqCluster;

Show(new ChargeMerchant(7, 12.5m, new ChargeOptions("EUR")));
Show(new ChargeMerchantJob(7, 12.5, null, 1, 2));
Show(new ImportJob("a.csv", Force: true));
Show(new NightlyReportJob(5, Keywords: new("pdf")));

if (!JobArgs.TryRead<ImportJob>("[1]"u8, out _, out var fit))
{
    Console.WriteLine(fit.Mismatch);
}

await Queries.ShowAsync();

static void Show<T>(T args)
    where T : class, ISidekiqJobArgs<T>
{
    var json = JobArgs.ToUtf8Json(args);
    JobArgs.TryRead<T>(json, out var read, out _);
    var again = read is null ? "unreadable" : Encoding.UTF8.GetString(JobArgs.ToUtf8Json(read));
    Console.WriteLine($"{T.Schema.Class} {T.Schema.Options.Queue} {again}");
}
