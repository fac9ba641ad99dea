using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProfileSaveCommand : AnswerCommand
{
    private readonly Argument<string> _key = new("key") { HelpName = "KEY", Description = "The profile's key, see 'profile list'." };

    private readonly Argument<string> _file = new("file")
    {
        HelpName = "FILE",
        Description = "Where to put it; an existing file is replaced.",
    };

    public ProfileSaveCommand(CommandContext context)
        : base(
            context,
            "save",
            "Saves a profile's data, gzipped JSON for https://profiler.firefox.com.",
            "profile save alice-b4a577edbccf1d805744efa9 profile.json.gz")
    {
        Arguments.Add(_key);
        Arguments.Add(_file);
    }

    public override bool CanWatch => false;

    protected override async Task<ExitCode> AnswerAsync(Run run, CancellationToken cancellationToken)
    {
        var (key, file) = (run.Value(_key), run.Value(_file));
        if (key.Length == 0 || file.Length == 0)
        {
            throw VerbException.Usage("KEY or FILE is empty; see 'profile list' for keys.");
        }

        var answers = await run.Shards.AskAsync((shard, ct) => shard.Profiles.OpenDataAsync(key, ct), cancellationToken);
        var rows = new List<SavedRow>();
        if (answers.Ok.FirstOrDefault(a => a.Value is not null) is { } found)
        {
            await using var data = found.Value!;
            rows.Add(new SavedRow(found.Shard, key, file, await OutputFile.WriteAsync(run.Host, file, data.CopyToAsync, cancellationToken)));
        }

        var answer = new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<SavedRow>(SavedRow.All, rows),
            RowsName = "saved",
            NotFound = rows.Count == 0
                ? [$"there is no profile '{key}', or it has expired; see '{CommandLine.Name} profile list'."]
                : [],
        };
        run.Output.Write(answer);
        return answer.ExitCode;
    }
}
