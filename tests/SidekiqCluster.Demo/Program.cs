using SidekiqCluster.Cli;
using SidekiqCluster.Demo;
using SidekiqCluster.LocalServers;
using StackExchange.Redis;

using var signals = new SignalCancellation();
await using var server = await LocalServer.StartAsync(signals.Token);
await using var redis = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
var installation = new Installation(redis.GetDatabase(), TimeProvider.System, new Random(20261123));
await new Seed(installation).WriteAsync();

var simulator = new Simulator(installation);
await simulator.BeatAsync();
using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
var simulation = simulator.RunAsync(stop.Token);
var exitCode = args.Length > 0
    ? await new Tour(server).RunAsync(args, signals.Token)
    : await new Tour(server).ShowAsync(signals.Token);
await stop.CancelAsync();
await simulation;
return exitCode;
