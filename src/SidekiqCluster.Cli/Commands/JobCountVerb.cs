using System.CommandLine;
using System.Text.Json;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobCountVerb : AnswerVerb
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

    public JobCountVerb(VerbContext context)
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

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var sources = JobSources.Parse(run.Value(_in)!);
        var filter = run.Value(_where) ?? JobFilter.All;
        var by = run.Value(_by);
        var answers = await run.Shards.AskAsync(
            (shard, ct) => shard.CountJobsAsync(sources, filter, by, ct), cancellationToken);
        JobCount[] counts = [.. answers.Ok.Select(a => a.Value)];
        var total = new GroupRow(null, counts.Sum(c => c.Count), [.. counts.Select(c => c.Count)]);
        var groups = by is null ? null : GroupRow.Sum(counts);
        var columns = groups is null ? GroupRow.CountOnly : GroupRow.All;
        var rows = counts.Length == 0 ? [] : groups ?? [total];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<GroupRow>(columns, rows),
            TableRows = new Rows<GroupRow>(GroupRow.WithParts(columns, [.. answers.Ok.Select(a => a.Shard)]), rows),
            TableWords = groups is null ? [] : [$"{Human.Count(total.Count, "job")} in {Human.Count(groups.Count, "group")}."],
            WriteEnvelope = json =>
            {
                WriteCounts(json, counts.Length == 0 ? null : total.Count, counts.Length == 0 ? null : groups);
                json.WriteByShard(answers, (part, answer) =>
                {
                    part.WriteStartObject();
                    WriteCounts(part, answer.Value.Count, answer.Value.Groups is null ? null : GroupRow.Sum([answer.Value]));
                    part.WriteEndObject();
                });
            },
        };
    }

    private static void WriteCounts(Utf8JsonWriter json, long? count, IReadOnlyList<GroupRow>? groups)
    {
        json.WritePropertyName("count");
        json.WriteCount(count);
        if (groups is null)
        {
            json.WriteNull("groups");
        }
        else
        {
            json.WriteRows("groups", GroupRow.All, groups);
        }
    }
}
