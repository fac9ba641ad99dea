using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

public sealed class CommandTreeTests
{
    private static readonly SidekiqClusterCommand Root = new(new TestCli().HostFor());

    public static TheoryData<string> Verbs => [.. VerbsBelow(Root, string.Empty).Select(v => v.Path)];

    public static TheoryData<string> Examples => [.. VerbsBelow(Root, string.Empty).SelectMany(v => v.Verb.Examples)];

    [Fact]
    public void Verbs_All_AreThere() => Assert.Equal(
        [
            "completion", "deploy list", "deploy mark", "history", "info", "iteration cancel", "iteration show", "job count",
            "job delete", "job enqueue", "job find", "job kill", "job list", "job move", "job reschedule", "job restore", "job retry", "job show",
            "metrics job", "metrics top", "process dump", "process list", "process prune", "process quiet", "process show",
            "process stop", "profile list", "profile save", "push", "queue clear", "queue list", "queue pause", "queue show",
            "queue unpause", "schema check", "schema infer", "set clear", "set trim", "shard add", "shard list",
            "shard remove", "stats", "stats reset", "work find", "work list",
        ],
        VerbsBelow(Root, string.Empty).Select(v => v.Path).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_OfEveryVerb_ShowsItsExamplesAndGlobalOptions(string path)
    {
        var verb = VerbsBelow(Root, string.Empty).Single(v => v.Path == path).Verb;

        var help = await new TestCli().RunAsync($"{path} --help");

        Assert.Equal(ExitCode.Done, help.ExitCode);
        Assert.Empty(help.Error);
        Assert.All(verb.Examples, example => Assert.Contains($"  sidekiq-cluster {example}\n", help.Output, StringComparison.Ordinal));
        Assert.StartsWith(path, verb.Examples[0], StringComparison.Ordinal);
        Assert.Contains("--format <table|json|jsonl|csv>", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_OfAnyVerb_Parses(string example)
    {
        // As a POSIX shell would: single quotes keep blanks together.
        var args = example.Split('\'')
            .SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();

        var parsed = Root.Parse(ArgumentOrder.VerbFirst(Root, args));

        Assert.Empty(parsed.Errors);
        Assert.IsAssignableFrom<CliCommand>(parsed.CommandResult.Command);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Options_OfEveryVerb_AreDescribed(string path)
    {
        var verb = VerbsBelow(Root, string.Empty).Single(v => v.Path == path).Verb;

        Assert.NotEmpty(verb.Description!);
        Assert.All(verb.Options, option => Assert.NotEmpty(option.Description!));
        Assert.All(verb.Arguments, argument => Assert.NotEmpty(argument.Description!));
    }

    private static IEnumerable<(string Path, CliCommand Verb)> VerbsBelow(Command command, string path) =>
        (command is CliCommand verb ? [(path, verb)] : Array.Empty<(string, CliCommand)>())
            .Concat(command.Subcommands.SelectMany(c => VerbsBelow(c, $"{path} {c.Name}".TrimStart())));
}
