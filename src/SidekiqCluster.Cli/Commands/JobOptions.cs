using System.CommandLine;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Options of verbs that choose jobs.</summary>
internal static class JobOptions
{
    private const string SourceForms = "queue:NAME|queues|scheduled|retry|dead|all";

    /// <summary><c>--in SOURCE...</c>; at least one.</summary>
    /// <param name="isRequired">Whether it must be given.</param>
    public static Option<string[]> In(bool isRequired = true) => new("--in")
    {
        HelpName = "SOURCE",
        Description = $"Where to look, one or several: {SourceForms}.",
        Required = isRequired,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
        CompletionSources = { "queues", "scheduled", "retry", "dead", "all", "queue:default" },
        Validators =
        {
            result =>
            {
                try
                {
                    JobSources.Parse(result.Tokens.Select(t => t.Value));
                }
                catch (FormatException e)
                {
                    result.AddError($"--in: {e.Message}");
                }
            },
        },
    };

    /// <summary><c>--where FILTER</c>; all jobs when not given. Names of arguments are those of <c>--schema</c>.</summary>
    public static Option<JobFilter?> Where() => OptionKinds.Parsed<JobFilter?>(
        "--where",
        "FILTER",
        "Which of them, such as 'class:HardJob queue:low args[0]>5 error:Timeout* age>1h -tag:vip'.",
        (text, result) =>
        {
            try
            {
                return SchemaOptions.Find(result) is { } schemas ? JobFilter.Parse(text, schemas) : JobFilter.Parse(text);
            }
            catch (JobFilterSyntaxException e)
            {
                throw new FormatException($"--where is no filter: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..]}", e);
            }
        });
}
