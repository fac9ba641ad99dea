using System.CommandLine;
using SidekiqCluster.Cli.Files;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProfileSaveCommand : VerbCommand
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

    protected override Verb VerbOf(Run run) => run.Value(_key) is { Length: > 0 } key && run.Value(_file) is { Length: > 0 } file
        ? new ProfileSaveVerb { Key = key, File = file }
        : throw VerbException.Usage("KEY or FILE is empty; see 'profile list' for keys.");

    protected override UserFiles FilesOf(Run run) => new(run.Host) { Output = run.Value(_file) };
}
