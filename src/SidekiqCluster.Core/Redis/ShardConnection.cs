using SidekiqCluster.Clients;
using SidekiqCluster.Operations;
using SidekiqCluster.Queries;
using SidekiqCluster.Receipts;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>One shard's Redis as the readers see it: read commands and read-only scripts, their errors in our words.</summary>
internal sealed class ShardConnection(
    IConnectionMultiplexer multiplexer,
    ShardOptions options,
    ConnectionSettings settings,
    ShardCapabilities capabilities,
    Func<ShardConnection, IShardSources>? sources = null,
    BulkLink? bulk = null)
    : IAsyncDisposable
{
    private readonly BulkLink _bulk = bulk ?? new BulkLink(multiplexer, settings, options.PreferReplica);
    private readonly CommandFlags _readFlags = ReadFlags(options);

    /// <summary>The shard's name.</summary>
    public string Shard => settings.Place.Shard;

    public RedisKeys Keys => settings.Keys;

    /// <summary>The number of the database.</summary>
    public int Database => settings.Database;

    /// <inheritdoc cref="ConnectionSettings.WrittenPlace"/>
    public string WrittenPlace => settings.WrittenPlace;

    public TimeProvider Clock => options.TimeProvider;

    /// <summary>In which unit times are written into payloads.</summary>
    public TimestampUnit TimestampUnit => options.TimestampUnit;

    /// <summary>All that is random in the shard's pushes.</summary>
    public PushRandom Random => options.Random ?? PushRandom.Of(Acts);

    public ShardCapabilities Capabilities => capabilities;

    /// <summary>How the jobs of the shard's queues and sets are read, and who is told of acts on them.</summary>
    public IShardSources Sources => field ??= sources?.Invoke(this) ?? new RedisSources(this);

    /// <summary>The text of a script that writes, by its name; a test may give broken ones to see that they are found out.</summary>
    public Func<string, string> Scripts { get; set; } = ReceiptScript.TextOf;

    /// <summary>How queues are copied to delete many jobs; a test may copy short ones.</summary>
    public SwapOptions Swaps { get; set; } = SwapOptions.Default;

    /// <summary>
    /// The same shard read over a second connection, for what is long; see <see cref="BulkLink"/>. Disposing it closes nothing.
    /// </summary>
    public ShardConnection Bulk => ReadsInBulk
        ? this
        : new(multiplexer, options, settings, capabilities, sources, _bulk) { Scripts = Scripts, Swaps = Swaps, Acts = Acts, IsBorrowed = true, ReadsInBulk = true };

    private bool IsBorrowed { get; init; }

    private bool ReadsInBulk { get; init; }

    /// <summary>How the calls of scripts that write are named.</summary>
    public ActNames Acts { get; private init; } = ActNames.Fresh;

    /// <summary>The flags that a shard with these options is read with.</summary>
    public static CommandFlags ReadFlags(ShardOptions options) =>
        options.PreferReplica ? CommandFlags.PreferReplica : CommandFlags.None;

    /// <summary>Runs one or several pipelined read commands with the flags that this shard is read with.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<T> ReadAsync<T>(Func<IDatabase, CommandFlags, Task<T>> read, CancellationToken cancellationToken) =>
        ReadAsync(default, read, cancellationToken);

    /// <summary>The same for commands on one key, which errors then name.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<T> ReadAsync<T>(
        RedisKey key, Func<IDatabase, CommandFlags, Task<T>> read, CancellationToken cancellationToken) =>
        ReadsInBulk
            ? GuardAsync(
                key,
                async () => await read((await _bulk.GetAsync(cancellationToken).ConfigureAwait(false)).GetDatabase(), _readFlags)
                    .ConfigureAwait(false),
                cancellationToken)
            : GuardAsync(key, () => read(multiplexer.GetDatabase(), _readFlags), cancellationToken);

    /// <summary>Watches a key that is read by <see cref="Bulk"/>; null where the server's program is not known to show it.</summary>
    public KeyWatch? Watch(RedisKey key) => capabilities.Kind is ServerKind.Redis or ServerKind.Valkey ? _bulk.Watch(key) : null;

    /// <summary>Runs commands that must all reach the same server, such as the steps of <c>SCAN</c>.</summary>
    /// <param name="read">Gets the server and the number of the shard's database.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<T> ReadFromOneServerAsync<T>(Func<IServer, int, Task<T>> read, CancellationToken cancellationToken) =>
        GuardAsync(default, () => read(PickServer(), settings.Database), cancellationToken);

    /// <summary>Runs a script that only reads, by <c>EVAL_RO</c>, or by <c>EVAL</c> where that is absent.</summary>
    /// <exception cref="ShardAccessDeniedException">Neither is allowed.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<RedisResult> EvalReadOnlyAsync(
        string script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        if (!Capabilities.CanEvaluate)
        {
            throw RedisErrors.Denied(settings.Place, "runs no scripts for us; allow it with ACL SETUSER ... +eval_ro", null);
        }

        object[] all = [script, keys.Length, .. keys.Cast<object>(), .. arguments.Cast<object>()];
        var command = Capabilities.HasEvalReadOnly ? "EVAL_RO" : "EVAL";
        return ReadAsync(
            keys is [var key] ? key : default,
            (database, flags) => database.ExecuteAsync(command, all, flags),
            cancellationToken);
    }

    /// <summary>
    /// Runs a script that writes, on the primary. It takes no token: who stops waiting would not know what was done.
    /// </summary>
    /// <param name="script">Its text.</param>
    /// <param name="keys">All keys.</param>
    /// <param name="arguments">All arguments.</param>
    /// <exception cref="ShardUnreachableException">The reply was lost; the script may have run.</exception>
    /// <exception cref="SidekiqClusterException">The server refused before the script's first change.</exception>
    public Task<RedisResult> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] arguments) =>
        GuardAsync(
            default,
            () => multiplexer.GetDatabase().ScriptEvaluateAsync(script, keys, arguments, CommandFlags.DemandMaster),
            CancellationToken.None);

    /// <summary>Looks which of the shard's servers is the master now. False when there is only one to look at.</summary>
    public async Task<bool> FindMasterAsync()
    {
        if (multiplexer.GetEndPoints().Length < 2)
        {
            return false;
        }

        await multiplexer.ConfigureAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>This connection under the name of an act. Disposing of it closes nothing.</summary>
    public ShardConnection Acting(Guid act) =>
        new(multiplexer, options, settings, capabilities, sources, _bulk) { Scripts = Scripts, Swaps = Swaps, Acts = new ActNames(act), IsBorrowed = true };

    /// <summary>What a script of ours refused, as an exception.</summary>
    public SidekiqClusterException Refused(string reason, RedisKey key) =>
        RedisErrors.FromReply(reason, settings.Place, key);

    /// <summary>The exception for a script that may have run.</summary>
    public OutcomeUnknownException OutcomeUnknown(Exception? lost) =>
        new($"{settings.Place} did not tell whether this was done; look before you do it again.", Shard, lost);

    /// <summary>The same connection for readers that read jobs in another way. Disposing it closes nothing.</summary>
    public ShardConnection Through(Func<ShardConnection, IShardSources> jobs) =>
        new(multiplexer, options, settings, capabilities, jobs, _bulk) { Scripts = Scripts, Swaps = Swaps, Acts = Acts, IsBorrowed = true };

    /// <summary>Closes the connections without waiting for a server that does not answer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsBorrowed)
        {
            return;
        }

        await _bulk.DisposeAsync().ConfigureAwait(false);
        await multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        await multiplexer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> GuardAsync<T>(RedisKey key, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await read().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsFromRedis(e))
        {
            throw RedisErrors.Translate(e, settings.Place, key);
        }
    }

    private IServer PickServer() => BulkLink.Pick(multiplexer, options.PreferReplica)
        ?? throw RedisErrors.Unreachable(
            settings.Place, "is not connected; see whether the server runs and can be reached", null);
}
