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
        var verbs = new VerbContext(host, options);
        Verbs = verbs;

        Subcommands.Add(new StatsVerb(verbs) { Subcommands = { new StatsResetVerb(verbs) } });
        Subcommands.Add(new HistoryVerb(verbs));
        Subcommands.Add(new InfoVerb(verbs));
        Subcommands.Add(new Noun(
            "queue",
            "Queues.",
            new QueueListVerb(verbs),
            new QueueShowVerb(verbs),
            new QueueClearVerb(verbs),
            QueuePauseVerb.Pause(verbs),
            QueuePauseVerb.Unpause(verbs)));
        Subcommands.Add(new Noun(
            "set", "The scheduled, the retry and the dead set.", new SetClearVerb(verbs), new SetTrimVerb(verbs)));
        Subcommands.Add(new Noun(
            "job",
            "Jobs that wait in queues and sets, and those at work.",
            new JobListVerb(verbs),
            new JobCountVerb(verbs),
            new JobFindVerb(verbs),
            new JobShowVerb(verbs),
            new JobDeleteVerb(verbs),
            new JobRestoreVerb(verbs),
            new JobRetryVerb(verbs),
            new JobKillVerb(verbs),
            new JobEnqueueVerb(verbs),
            new JobRescheduleVerb(verbs),
            new JobMoveVerb(verbs)));
        Subcommands.Add(new Noun(
            "process",
            "Living processes.",
            new ProcessListVerb(verbs),
            new ProcessShowVerb(verbs),
            ProcessSignalVerb.Quiet(verbs),
            ProcessSignalVerb.Stop(verbs),
            ProcessSignalVerb.Dump(verbs),
            new ProcessPruneVerb(verbs)));
        Subcommands.Add(new Noun("work", "Jobs that run now.", new WorkListVerb(verbs), new WorkFindVerb(verbs)));
        Subcommands.Add(new Noun(
            "metrics", "What job classes did lately.", new MetricsTopVerb(verbs), new MetricsJobVerb(verbs)));
        Subcommands.Add(new Noun("deploy", "Marked deploys.", new DeployListVerb(verbs), new DeployMarkVerb(verbs)));
        Subcommands.Add(new Noun("iteration", "Iterable jobs.", new IterationShowVerb(verbs), new IterationCancelVerb(verbs)));
        Subcommands.Add(new Noun(
            "profile", "Profiles that jobs left behind.", new ProfileListVerb(verbs), new ProfileSaveVerb(verbs)));
        Subcommands.Add(new Noun("schema", "What the arguments of worker classes are.", new SchemaInferVerb(verbs), new SchemaCheckVerb(verbs)));
        Subcommands.Add(new PushVerb(verbs));
        Subcommands.Add(new CompletionVerb(verbs));
        SchemaOptions.AddTo(this);

        // Without the aliases "/?" and "/h", which may be names of things.
        Options.Remove(Options.OfType<HelpOption>().Single());
        var help = new HelpOption("--help", "-h");
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        Options.Add(help);
    }

    /// <summary>What the verbs were given.</summary>
    public VerbContext Verbs { get; }
}
