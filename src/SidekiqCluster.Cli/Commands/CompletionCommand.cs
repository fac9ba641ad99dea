using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Prints what a shell must run so that it completes commands, options and fixed values.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _sidekiq_cluster() {
              local IFS=$'\n'
              COMPREPLY=($(sidekiq-cluster "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            }
            complete -o default -F _sidekiq_cluster sidekiq-cluster
            """,
        ["zsh"] = """
            _sidekiq_cluster() {
              local -a words_found
              words_found=("${(@f)$(sidekiq-cluster "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- ${words_found}
            }
            compdef _sidekiq_cluster sidekiq-cluster
            """,
        ["fish"] = """
            complete -f -c sidekiq-cluster -a '(sidekiq-cluster "[suggest:"(commandline -C)"]" (commandline -cp | string collect) 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName sidekiq-cluster -ScriptBlock {
              param($word, $line, $cursor)
              sidekiq-cluster "[suggest:$cursor]" "$line" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
    };

    private readonly Argument<string> _shell = new("shell") { HelpName = "bash|zsh|fish|pwsh", Description = "The shell." };

    public CompletionCommand(CommandContext context)
        : base(
            context,
            "completion",
            "Prints the script that makes a shell complete this tool's words.",
            "completion bash",
            "completion zsh")
    {
        _shell.CompletionSources.Add([.. Scripts.Keys]);
        Arguments.Add(_shell);
    }

    protected override async Task<ExitCode> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var shell = run.Value(_shell);
        if (!Scripts.TryGetValue(shell, out var script))
        {
            throw VerbException.Usage($"'{shell}' is no shell that is known; use {string.Join(", ", Scripts.Keys)}.");
        }

        await run.Host.Output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(script.ReplaceLineEndings("\n") + "\n"), cancellationToken);
        return ExitCode.Done;
    }
}
