using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Adds a shard to a running fleet: all its silos know it, now and after restarts.</summary>
internal sealed record ShardAddVerb : AnswerVerb
{
    /// <summary>The shard's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its Redis is, as the silos reach it. It may hold a password, and is never printed.</summary>
    public required string Connection { get; init; }

    /// <summary>The namespace before every key.</summary>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>Whether reads go to a replica when one is connected.</summary>
    public bool PreferReplica { get; init; }

    /// <summary>What it is chosen by.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public override VerbRole Role => VerbRole.Admin;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var fleet = await run.Shards.DemandFleetAsync(cancellationToken);
        try
        {
            await fleet.AddShardAsync(
                new ShardRegistration { Name = Name, Connection = Connection, KeyPrefix = KeyPrefix, PreferReplica = PreferReplica, Labels = Labels },
                cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw new VerbException(ExitCode.Usage, e.Message, e);
        }

        var added = new ShardInfo { Name = Name, Labels = Labels, IsAddedAtRunTime = true };
        return new Answer { Shards = [], Rows = new Rows<ShardInfo>(ShardRow.All, [added]), RowsName = "added" };
    }

    /// <summary>The name alone: a connection may hold a password.</summary>
    public override string ToString() => $"shard {Name}";
}
