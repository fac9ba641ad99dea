using SidekiqCluster.Fleets;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Files;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Cli.Servers;

/// <summary>Has a server run verbs: what they print, ask, read and save is printed, asked, read and saved here.</summary>
internal sealed class ServerRun(ServerAddress server, CliHost host, AnswerWriter output)
{
    /// <summary>Which shards.</summary>
    public required ShardSelection Shards { get; init; }

    /// <summary>Who is asked before something is taken away; null when nobody wants to be.</summary>
    public IConfirmation? Confirmation { get; init; }

    /// <summary>Who shows how far long work has come; null for nobody.</summary>
    public IActDisplay? Display { get; init; }

    /// <summary>The files that the user gave the verb; null for none.</summary>
    public IVerbFiles? Files { get; init; }

    /// <summary>Whether a person waits.</summary>
    public bool IsAttended { get; init; }

    /// <summary>Runs a verb. When it is cancelled it still tells what was done.</summary>
    /// <exception cref="VerbException">The server does not answer, or what the verb throws there.</exception>
    public async Task<ExitCode> RunAsync(Verb verb, CancellationToken cancellationToken)
    {
        await using var connection = await ServerConnection.OpenAsync(server, cancellationToken);
        using var files = new ServedFiles(Files);
        var display = new ServedDisplay(Display);
        var isFirst = true;
        connection.Answer<byte[]>(VerbHubContract.Write, data =>
        {
            if (isFirst)
            {
                output.Begin();
                isFirst = false;
            }

            host.Output.Write(data);
            return Task.CompletedTask;
        });
        connection.Answer<byte[]>(VerbHubContract.Say, words => host.Error.WriteAsync(System.Text.Encoding.UTF8.GetString(words)));
        connection.Answer<string>(VerbHubContract.Ask, question => Confirmation!.AskAsync(question, cancellationToken));
        connection.Answer(VerbHubContract.Read, files.ReadAsync);
        connection.Answer<byte[]>(VerbHubContract.Save, files.SaveAsync);
        connection.Answer<byte[]>(VerbHubContract.WriteFile, files.WriteOutputAsync);
        connection.Answer(VerbHubContract.EndFile, files.EndOutputAsync);
        connection.Answer<ShardTotal[]>(VerbHubContract.BeginWork, display.BeginAsync);
        connection.Answer<ShardProgress>(VerbHubContract.Progress, display.ShowAsync);
        connection.Answer(VerbHubContract.EndWork, display.EndAsync);
        var end = await connection.RunAsync(CallOf(verb), cancellationToken);
        return end.Error is { } error ? throw new VerbException(end.ExitCode, error) : end.ExitCode;
    }

    private VerbCall CallOf(Verb verb) => new(VerbCatalog.NameOf(verb), VerbCatalog.ParametersOf(verb), Shards.IsAll ? null : Shards.ToString(), output.Format)
    {
        TerminalWidth = host.OutputIsTerminal ? host.Width() : null,
        UsesColour = host.UsesColour,
        IsAttended = IsAttended,
        ShowsProgress = Display is not null,
        WantsQuestion = Confirmation is not null,
        CannotBeAsked = WhyNotToAsk(),
    };

    private string? WhyNotToAsk()
    {
        try
        {
            Confirmation?.Demand();
            return null;
        }
        catch (VerbException e)
        {
            return e.Message;
        }
    }
}
