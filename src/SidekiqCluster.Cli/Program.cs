using SidekiqCluster.Cli;

return await CommandLine.RunInProcessAsync(args);
