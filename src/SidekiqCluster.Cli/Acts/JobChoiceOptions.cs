using System.CommandLine;
using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Acts;

/// <summary>The options that say which jobs an act is about.</summary>
internal sealed class JobChoiceOptions
{
    private readonly Option<string[]> _in = Commands.JobOptions.In(isRequired: false);
    private readonly Option<JobFilter?> _where = Commands.JobOptions.Where();
    private readonly Option<string[]> _jids = Names("--jid", "JID", "Just these jobs, looked for in the sources [default: all of them].");

    private readonly Option<string[]> _ids = Names(
        "--id", "ID", "Just these jobs, by the id column of 'job list --format json': also malformed ones, and those of equal jid.");

    private readonly Option<bool> _all = OptionKinds.Flag("--all", "All jobs of the sources.");

    private readonly Option<int?> _limit = OptionKinds.Number(
        "--limit",
        "How many jobs at most, over all shards, oldest first; for --where and --all [default: all that match].",
        1,
        int.MaxValue,
        "a positive number");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _in, _where, _jids, _ids, _all, _limit })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How many jobs at most; null for all.</summary>
    public long? LimitOf(Run run) => run.Value(_limit);

    /// <exception cref="VerbException">None or several of the ways to choose are used, or one of them wrongly.</exception>
    public JobChoice Read(Run run)
    {
        var (where, jids, ids) = (run.Value(_where), run.Value(_jids) ?? [], run.Value(_ids) ?? []);
        UsageError.ThrowIfOption(jids, run.VerbPath);
        var ways = new[] { where is not null, jids.Length > 0, ids.Length > 0, run.Value(_all) };
        if (ways.Count(isUsed => isUsed) != 1)
        {
            throw VerbException.Usage($"'{run.VerbPath}' needs to know which jobs; give one of --where FILTER, --jid JID, --id ID and --all.");
        }

        var sources = run.Value(_in) is { Length: > 0 } texts ? JobSources.Parse(texts) : null;
        var filter = run.Value(_all) ? JobFilter.All : where;
        if (filter is not null && sources is null)
        {
            throw VerbException.Usage($"'{run.VerbPath}' needs --in SOURCE with --where and --all; see '{CommandLine.Name} {run.VerbPath} --help'.");
        }

        if (filter is null && LimitOf(run) is not null)
        {
            throw VerbException.Usage("--limit is for --where and --all; name fewer jobs instead.");
        }

        return new JobChoice
        {
            Sources = sources,
            Filter = filter,
            Jids = JidArgument.Distinct(jids),
            Ids = [.. ids.Distinct().Select(ReadId)],
        };
    }

    private static EntryId ReadId(string text) =>
        EntryId.TryParse(text, null, out var id)
            ? id
            : throw VerbException.Usage($"--id is '{text}'; copy one from the id column of 'job list --format json'.");

    private static Option<string[]> Names(string name, string valueName, string description) => new(name)
    {
        HelpName = valueName,
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };
}
