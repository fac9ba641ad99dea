using SidekiqCluster.SiloHost;

try
{
    var switches = SiloSwitches.Parse(args);
    if (switches.Store is null)
    {
        Console.Error.WriteLine(SiloSwitches.Usage);
        return 2;
    }

    await LocalSilo.RunAsync(switches);
    return 0;
}
catch (FormatException e)
{
    Console.Error.WriteLine($"{e.Message}\n\n{SiloSwitches.Usage}");
    return 2;
}
