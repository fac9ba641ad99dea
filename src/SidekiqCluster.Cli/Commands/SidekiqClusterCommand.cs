using System.CommandLine;
using System.CommandLine.Help;

namespace SidekiqCluster.Cli.Commands;

/// <summary>The whole command tree.</summary>
internal sealed class SidekiqClusterCommand : RootCommand
{
    public SidekiqClusterCommand(CliHost host)
        : base("Asks Sidekiq's queues, sets, processes and metrics, and acts on its jobs, in one Redis or in many at once.")
    {
        var options = new GlobalOptions();
        options.AddTo(this);
        var verbs = new CommandContext(host, options);
        Verbs = verbs;

        Subcommands.Add(new StatsCommand(verbs) { Subcommands = { new StatsResetCommand(verbs) } });
        Subcommands.Add(new HistoryCommand(verbs));
        Subcommands.Add(new InfoCommand(verbs));
        Subcommands.Add(new Noun(
            "queue",
            "Queues.",
            new QueueListCommand(verbs),
            new QueueShowCommand(verbs),
            new QueueClearCommand(verbs),
            QueuePauseCommand.Pause(verbs),
            QueuePauseCommand.Unpause(verbs)));
        Subcommands.Add(new Noun(
            "set", "The scheduled, the retry and the dead set.", new SetClearCommand(verbs), new SetTrimCommand(verbs)));
        Subcommands.Add(new Noun(
            "job",
            "Jobs that wait in queues and sets, and those at work.",
            new JobListCommand(verbs),
            new JobCountCommand(verbs),
            new JobFindCommand(verbs),
            new JobShowCommand(verbs),
            new JobDeleteCommand(verbs),
            new JobRestoreCommand(verbs),
            new JobRetryCommand(verbs),
            new JobKillCommand(verbs),
            new JobEnqueueCommand(verbs),
            new JobRescheduleCommand(verbs),
            new JobMoveCommand(verbs)));
        Subcommands.Add(new Noun(
            "process",
            "Living processes.",
            new ProcessListCommand(verbs),
            new ProcessShowCommand(verbs),
            ProcessSignalCommand.Quiet(verbs),
            ProcessSignalCommand.Stop(verbs),
            ProcessSignalCommand.Dump(verbs),
            new ProcessPruneCommand(verbs)));
        Subcommands.Add(new Noun("work", "Jobs that run now.", new WorkListCommand(verbs), new WorkFindCommand(verbs)));
        Subcommands.Add(new Noun(
            "metrics", "What job classes did lately.", new MetricsTopCommand(verbs), new MetricsJobCommand(verbs)));
        Subcommands.Add(new Noun("deploy", "Marked deploys.", new DeployListCommand(verbs), new DeployMarkCommand(verbs)));
        Subcommands.Add(new Noun("iteration", "Iterable jobs.", new IterationShowCommand(verbs), new IterationCancelCommand(verbs)));
        Subcommands.Add(new Noun(
            "profile", "Profiles that jobs left behind.", new ProfileListCommand(verbs), new ProfileSaveCommand(verbs)));
        Subcommands.Add(new Noun(
            "shard",
            "The shards of a fleet.",
            new ShardListCommand(verbs),
            new ShardAddCommand(verbs),
            new ShardRemoveCommand(verbs)));
        Subcommands.Add(new Noun("schema", "What the arguments of worker classes are.", new SchemaInferCommand(verbs), new SchemaCheckCommand(verbs)));
        Subcommands.Add(new PushCommand(verbs));
        Subcommands.Add(new CompletionCommand(verbs));
        SchemaOptions.AddTo(this);

        // Without the aliases "/?" and "/h", which may be names of things.
        Options.Remove(Options.OfType<HelpOption>().Single());
        var help = new HelpOption("--help", "-h");
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        Options.Add(help);
    }

    /// <summary>What the verbs were given.</summary>
    public CommandContext Verbs { get; }
}
