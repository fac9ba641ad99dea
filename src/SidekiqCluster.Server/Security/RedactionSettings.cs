namespace SidekiqCluster.Server.Security;

/// <summary>Arguments of jobs that viewers do not see.</summary>
internal sealed class RedactionSettings
{
    /// <summary>The classes as jobs show them, with <c>*</c> and <c>?</c>: <c>Billing::*</c>, <c>UserMailer#welcome</c>.</summary>
    public string Class { get; set; } = "*";

    /// <summary>Which arguments: <c>args</c> for all, or a place within them such as <c>args[1].card</c>.</summary>
    public string Path { get; set; } = "args";
}
