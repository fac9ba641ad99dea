namespace SidekiqCluster.Verbs.Remote;

/// <summary>
/// What a server that runs verbs and those who have them run say to each other, as methods of a SignalR hub. One connection is
/// one verb. The server waits for the caller after each message that has an answer, so nothing piles up and nothing that is to
/// be saved is deleted before it is on the caller's disk.
/// </summary>
internal static class VerbHubContract
{
    /// <summary>Where the hub is, below the server's URL.</summary>
    public const string Path = "/api/v1/verbs";

    /// <summary>To the server: runs a <see cref="VerbCall"/>, once per connection.</summary>
    public const string Run = "run";

    /// <summary>To the server: ends the verb, which still tells what was done.</summary>
    public const string Cancel = "cancel";

    /// <summary>To the caller, answered when written: bytes of the answer.</summary>
    public const string Write = "write";

    /// <summary>To the caller, answered when written: words beside the answer.</summary>
    public const string Say = "say";

    /// <summary>To the caller, answered with yes, or not at all: a question before something is taken away.</summary>
    public const string Ask = "ask";

    /// <summary>To the caller, answered with bytes, none at the end: the next of its input.</summary>
    public const string Read = "read";

    /// <summary>To the caller, answered when they are on its disk: bytes of jobs that are about to be deleted.</summary>
    public const string Save = "save";

    /// <summary>To the caller, answered when taken: bytes of the output file.</summary>
    public const string WriteFile = "write_file";

    /// <summary>To the caller, answered with the file's size: the output file is whole.</summary>
    public const string EndFile = "end_file";

    /// <summary>To the caller: long work begins, with <see cref="ShardTotal"/>s.</summary>
    public const string BeginWork = "begin_work";

    /// <summary>To the caller: how far the work has come in a shard.</summary>
    public const string Progress = "progress";

    /// <summary>To the caller, answered: the work has ended.</summary>
    public const string EndWork = "end_work";

    /// <summary>To the caller, answered: a <see cref="VerbEnd"/>; the last message.</summary>
    public const string End = "end";
}
