using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobCountCommand : VerbCommand
{
    private readonly Option<string[]> _in = JobOptions.In();
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    private readonly Option<JobField?> _by = OptionKinds.Parsed<JobField?>(
        "--by",
        "FIELD",
        "Count by the values of a field: class, queue, error, tag, args[0], args[1].email and so on.",
        (text, result) =>
        {
            try
            {
                return SchemaOptions.Find(result) is { } schemas
                    ? JobField.Parse(text, schemas, result.GetValue<JobFilter?>("--where") ?? JobFilter.All)
                    : JobField.Parse(text);
            }
            catch (JobFilterSyntaxException e)
            {
                throw new FormatException($"--by is no field: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..]}", e);
            }
        });

    public JobCountCommand(CommandContext context)
        : base(
            context,
            "count",
            "How many jobs there are, in all or by the values of a field. Reads every job of the sources.",
            "job count --in retry --by error",
            "job count --in queues scheduled --where 'class:HardJob age>1h' --by args[0]")
    {
        Options.Add(_in);
        Options.Add(_where);
        Options.Add(_by);
    }

    protected override Verb VerbOf(Run run) => new JobCountVerb
    {
        In = JobSources.Parse(run.Value(_in)!),
        Where = run.Value(_where) ?? JobFilter.All,
        By = run.Value(_by),
    };
}
