using SidekiqCluster.Clients;
using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis.Tests.Clients;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>One call of one of our scripts as the product makes it, on the laboratory's data.</summary>
/// <param name="Name">What a failure is reported under.</param>
/// <param name="CallAsync">Calls it to its end and tells what it reported.</param>
internal sealed record ScriptCall(string Name, Func<ShardConnection, CancellationToken, Task<string>> CallAsync)
{
    public const string Unknown = nameof(ActState.Unknown);

    /// <summary>A call of every script, and of each thing that it can do.</summary>
    public static IReadOnlyList<ScriptCall> All { get; } =
    [
        .. ActCase.All.Select(act => Of(act, ActScript.Text)),
        .. ReceiptCase.All.Select(Of),
        .. PushCase.All.Select(Of),
    ];

    /// <summary>The call of an act, with this script.</summary>
    public static ScriptCall Of(ActCase act, string script) => new(act.Name, async (connection, cancellationToken) =>
    {
        var runner = new ActRunner(connection, new ActScript(connection, script));
        return (await runner.RunAsync(Guid.NewGuid(), act.Source, [act.Step], cancellationToken))[0].State.ToString();
    });

    private static ScriptCall Of(ReceiptCase call) => new(call.Name, async (connection, cancellationToken) =>
    {
        try
        {
            return await new ReceiptRunner(connection).RunAsync(call.Script, call.Keys, call.Arguments, cancellationToken);
        }
        catch (OutcomeUnknownException)
        {
            return Unknown;
        }
    });

    private static ScriptCall Of(PushCase push) => new(push.Name, async (connection, cancellationToken) =>
    {
        var timestamps = new ShardTimestamps(new ProcessSet(connection), connection.Clock, connection.TimestampUnit);
        var settled = await new SliceStore(connection, timestamps).StoreAsync(push.Slice(), Guid.NewGuid(), cancellationToken);
        return settled switch
        {
            { Error: null } => nameof(ActState.Done),
            { MayBeDone: true } => Unknown,
            _ => nameof(ActState.Failed),
        };
    });
}
