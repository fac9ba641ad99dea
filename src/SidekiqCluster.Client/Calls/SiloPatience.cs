namespace SidekiqCluster.Client.Calls;

/// <summary>How long silos are waited for.</summary>
internal static class SiloPatience
{
    /// <summary>How long one may say nothing: in a stream, which says every second that it lives, or of an act, which can be asked for again at any time.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);

    /// <summary>How long it may take until another one has what a lost one had.</summary>
    public static readonly TimeSpan Takeover = TimeSpan.FromSeconds(10);
}
