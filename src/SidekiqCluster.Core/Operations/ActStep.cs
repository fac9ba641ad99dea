namespace SidekiqCluster.Operations;

/// <summary>One job's share of a call of <c>act.lua</c>.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Bytes">The job as it stands in its source.</param>
/// <param name="Target">Where it goes; the default for verbs that move nothing.</param>
/// <param name="NewBytes">The job as it shall stand there.</param>
/// <param name="Score">Its score there, epoch seconds.</param>
internal readonly record struct ActStep(
    ActVerb Verb, ReadOnlyMemory<byte> Bytes, JobSource Target, ReadOnlyMemory<byte> NewBytes, double Score)
{
    public static ActStep Delete(ReadOnlyMemory<byte> bytes) => new(ActVerb.Delete, bytes, default, default, 0);

    public static ActStep ToQueue(ReadOnlyMemory<byte> bytes, string queue, ReadOnlyMemory<byte> newBytes) =>
        new(ActVerb.ToQueue, bytes, JobSource.Queue(queue), newBytes, 0);

    public static ActStep ToSet(ReadOnlyMemory<byte> bytes, JobSource set, ReadOnlyMemory<byte> newBytes, double score) =>
        new(ActVerb.ToSet, bytes, set, newBytes, score);

    public static ActStep Rescore(ReadOnlyMemory<byte> bytes, double score) =>
        new(ActVerb.Rescore, bytes, default, default, score);
}
