using SidekiqCluster.Server.Hosting;

return await new ServerCommand().RunAsync(args);
