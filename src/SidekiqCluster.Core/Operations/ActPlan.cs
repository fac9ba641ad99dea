using System.Diagnostics.CodeAnalysis;

namespace SidekiqCluster.Operations;

/// <summary>What an operation would do with one job: a step to send, or the reason why it sends nothing.</summary>
internal readonly record struct ActPlan
{
    private ActPlan(ActStep? step, string? refusal)
    {
        Step = step;
        Refusal = refusal;
    }

    public ActStep? Step { get; }

    public string? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    public static ActPlan Refuse(string reason) => new(null, reason);

    public static implicit operator ActPlan(ActStep step) => new(step, null);
}
