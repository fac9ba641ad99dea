using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli;

/// <summary>Runs one command line: arguments in, an exit code out.</summary>
internal static class CommandLine
{
    /// <summary>What the tool is called.</summary>
    public const string Name = Tool.Name;

    private static readonly ParserConfiguration Parsing = new()
    {
        // "-tag:vip" is a filter, "@x" a value.
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    /// <summary>Runs on the console of this process; Ctrl-C or SIGTERM cancels.</summary>
    public static async Task<int> RunInProcessAsync(IReadOnlyList<string> args)
    {
        using var signals = new SignalCancellation();
        return await RunAsync(args, CliHost.OfThisProcess(), signals.Token);
    }

    /// <summary>Runs in this process, touching nothing of the outside but what the host gives.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken = default)
    {
        try
        {
            return (int)await RunCheckedAsync(args, host, cancellationToken);
        }
        catch (OutputClosedException)
        {
            return (int)ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (int)ExitCode.Cancelled;
        }
        catch (VerbException e)
        {
            return Fail(host, e.ExitCode, e.Message);
        }
        catch (SidekiqClusterException e)
        {
            return Fail(host, ExitCode.Failed, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Fail(host, ExitCode.Failed, $"unexpected {e.GetType().Name}: {e.Message} Please report it with your command line.");
        }
    }

    private static async Task<ExitCode> RunCheckedAsync(
        IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken)
    {
        var root = new SidekiqClusterCommand(host);
        var parsed = root.Parse(ArgumentOrder.VerbFirst(root, args), Parsing);
        if (parsed.Action is null or ParseErrorAction)
        {
            throw VerbException.Usage(UsageError.Describe(parsed));
        }

        await using var output = new StreamWriter(host.Output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = output,
            Error = host.Error,
        };
        return (ExitCode)await parsed.InvokeAsync(invocation, cancellationToken);
    }

    private static int Fail(CliHost host, ExitCode code, string message)
    {
        host.Error.WriteLine($"{Name}: {SafeText.OneLine(message)}");
        return (int)code;
    }
}
