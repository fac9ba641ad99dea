using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// Calls a script while the connection breaks at a byte of its request or of its reply, and tells what is wrong once the
/// client has come to its end. What is right it learns from the same call over a connection that holds.
/// </summary>
internal sealed class CutLaboratory(TestDatabase database, ScriptCall call)
{
    private const int Haste = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Breaks the connection at every byte of the reply and at some of the request, the script known to the server; the
    /// next connection holds. So the call must be done, once.
    /// </summary>
    /// <param name="stride">Every how many bytes of the request.</param>
    public async Task<IReadOnlyList<string>> CutAndReconnectAsync(int stride)
    {
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var connection = await ConnectAsync(proxy, isPatienceShort: false);
        await WriteAsync();
        await call.CallAsync(connection, Token);
        var whole = await ObserveAsync(proxy, connection);
        var violations = new List<string>();
        foreach (var (direction, at) in Boundaries(whole, stride))
        {
            await WriteAsync();
            proxy.CutAfter(direction, at);
            var told = await call.CallAsync(connection, Token);
            Judge($"cut after {at} bytes of the {direction}", told, told == whole.Told, [whole.After], await ReadAsync(), violations);
        }

        var expected = ((whole.Request + stride - 1) / stride) + whole.Reply;
        return proxy.Cuts == expected ? violations : [.. violations, $"{call.Name}: {proxy.Cuts} cuts, not {expected}"];
    }

    /// <summary>The same with a client that has not sent the script before: its text is part of the request.</summary>
    /// <param name="stride">Every how many bytes of the request.</param>
    public Task<IReadOnlyList<string>> CutFirstCallAsync(int stride) => CutFreshAsync(
        whole => Boundaries(whole, stride), staysAway: false, (told, whole) => told == whole.Told, static whole => [whole.After]);

    /// <summary>
    /// Breaks the connection at telling places, and the server stays away. So the call must tell that it does not know,
    /// unless the whole reply has come; and it was done once or not at all.
    /// </summary>
    public Task<IReadOnlyList<string>> CutAndStayAwayAsync() => CutFreshAsync(
        TellingBoundaries, staysAway: true, (told, _) => told == ScriptCall.Unknown, static whole => [whole.Before, whole.After]);

    private static IEnumerable<(ProxyDirection Direction, long At)> Boundaries(Observation whole, int stride)
    {
        for (var at = 0L; at <= whole.Request; at += stride)
        {
            yield return (ProxyDirection.Request, at);
        }

        for (var at = 0L; at < whole.Reply; at++)
        {
            yield return (ProxyDirection.Reply, at);
        }
    }

    private static IEnumerable<(ProxyDirection Direction, long At)> TellingBoundaries(Observation whole) =>
    [
        (ProxyDirection.Request, 0), (ProxyDirection.Request, whole.Request / 2), (ProxyDirection.Request, whole.Request - 1),
        (ProxyDirection.Reply, 0), (ProxyDirection.Reply, whole.Reply - 1),
    ];

    private async Task<IReadOnlyList<string>> CutFreshAsync(
        Func<Observation, IEnumerable<(ProxyDirection Direction, long At)>> boundaries,
        bool staysAway,
        Func<string, Observation, bool> isTruth,
        Func<Observation, string[]> outcomes)
    {
        await using var proxy = new CuttingProxy(database.Server.Port);
        Observation whole;
        await using (var connection = await ConnectAsync(proxy, isPatienceShort: false))
        {
            whole = await ObserveAsync(proxy, connection);
        }

        var violations = new List<string>();
        foreach (var (direction, at) in boundaries(whole))
        {
            await WriteAsync();
            proxy.Measure();
            await using var connection = await ConnectAsync(proxy, isPatienceShort: staysAway);
            proxy.CutAfter(direction, at, staysAway);
            var told = await call.CallAsync(connection, Token);
            Judge(
                $"first call, cut after {at} bytes of the {direction}{(staysAway ? ", nobody answers any more" : string.Empty)}",
                told,
                isTruth(told, whole),
                outcomes(whole),
                await ReadAsync(),
                violations);
        }

        return violations;
    }

    private void Judge(
        string circumstances, string told, bool isTruth, string[] outcomes, string after, List<string> violations)
    {
        if (!isTruth || !outcomes.Contains(after))
        {
            violations.Add($"{call.Name}, {circumstances}: told {told}; became\n{after}\nnot\n{string.Join("\nor\n", outcomes)}");
        }
    }

    private async Task<Observation> ObserveAsync(CuttingProxy proxy, ShardConnection connection)
    {
        await WriteAsync();
        var before = await ReadAsync();
        proxy.Measure();
        var told = await call.CallAsync(connection, Token);
        return new Observation(
            told, before, await ReadAsync(), proxy.Passed(ProxyDirection.Request), proxy.Passed(ProxyDirection.Reply));
    }

    private Task WriteAsync() => ReceiptCase.WriteAsync(database.Redis);

    private async Task<string> ReadAsync() => (await DatabaseState.ReadAsync(database.Redis)).ToString();

    private Task<ShardConnection> ConnectAsync(CuttingProxy proxy, bool isPatienceShort) => ShardConnector.ConnectAsync(
        new ShardOptions
        {
            Connection = $"redis://{proxy.EndPoint}/{database.Index}",
            TimeProvider = new HurriedClock(Haste, TestShard.Now, isPatienceShort),
        },
        Token);

    private sealed record Observation(string Told, string Before, string After, long Request, long Reply);
}
