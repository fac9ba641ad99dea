using System.Text.Json;
using SidekiqCluster;
using SidekiqCluster.Victim;

var (verb, connection, file) = (args[0], args[1], args[2]);
await using var shard = await SidekiqShard.ConnectAsync(new ShardOptions { Connection = connection });
var options = new OperationOptions { Progress = new PrintedProgress<OperationProgress>() };
var retries = JobSelection.Where(JobSources.Of(JobSource.Retry), JobFilter.All);
var queue = JobSelection.Where(JobSources.Of(JobSource.Queue("work")), JobFilter.All);
switch (verb)
{
    case "retry":
        await shard.Operations.RetryAsync(retries, options: options);
        break;
    case "kill":
        await shard.Operations.KillAsync(queue, options);
        break;
    case "move":
        await shard.Operations.MoveAsync(queue, "elsewhere", options);
        break;
    case "delete":
        await using (var saved = new FileStream(file, FileMode.Append))
        {
            await shard.Operations.DeleteAsync(retries, options with { Save = new SavedJobWriter(saved) });
        }

        break;
    case "swap":
        shard.Connection.Swaps = Swapped.Options;
        await shard.Operations.DeleteAsync(Swapped.Jobs, options);
        break;
    case "restore":
        await using (var saved = File.OpenRead(file))
        {
            await shard.Operations.RestoreAsync(await SavedJobReader.ReadAsync(saved), options);
        }

        break;
    case "steps":
        await foreach (var step in shard.Steps.StartAsync(Guid.Parse(file), Stepped.Request))
        {
            Console.WriteLine(JsonSerializer.Serialize(step.State));
        }

        break;
    case "push as":
        await shard.Acting(Guid.Parse(file)).Client.PushBulkAsync(
            Stepped.Push, new BulkPushOptions { Progress = new PrintedProgress<PushedSlice>() });
        break;
    default:
        await shard.Client.PushBulkAsync(
            new BulkJobRequest
            {
                Class = "Pushed",
                Jobs = Enumerable.Range(0, int.Parse(file, System.Globalization.CultureInfo.InvariantCulture))
                    .Select(number => new BulkJob(JsonArguments.Of(number))),
            },
            new BulkPushOptions { Progress = new PrintedProgress<PushedSlice>() });
        break;
}

Console.WriteLine(PrintedProgress<OperationProgress>.Done);
