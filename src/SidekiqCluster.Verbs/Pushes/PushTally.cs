using SidekiqCluster.Operations;

namespace SidekiqCluster.Verbs.Pushes;

/// <summary>Counts what becomes of the jobs of a bulk push, slice by slice.</summary>
internal sealed class PushTally : IProgress<PushedSlice>
{
    private readonly Dictionary<PushState, long> _counts = [];
    private readonly Dictionary<string, long> _reasons = [];
    private IProgress<OperationProgress>? _listener;

    /// <summary>The last job that is in a slice.</summary>
    public long Last { get; private set; }

    /// <summary>Who else is told.</summary>
    public void ListenerOf(IProgress<OperationProgress> listener) => _listener = listener;

    public void Report(PushedSlice value)
    {
        _counts[value.State] = Of(value.State) + value.Count;
        Last = Math.Max(Last, value.First + value.Count);
        if (value.Reason is { } reason)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + value.Count;
        }

        _listener?.Report(new OperationProgress(_counts.Values.Sum(), Of(PushState.Stored), _counts.Values.Sum() - Of(PushState.Stored)));
    }

    public OperationResult ToResult() => OperationSum.AllDone(Of(PushState.Stored), isDryRun: false) with
    {
        Matched = _counts.Values.Sum(),
        Refused = Of(PushState.Refused),
        Failed = Of(PushState.Failed),
        Unknown = Of(PushState.Unknown),
        Reasons = OperationSum.Reasons([_reasons]),
    };

    private long Of(PushState state) => _counts.GetValueOrDefault(state);
}
