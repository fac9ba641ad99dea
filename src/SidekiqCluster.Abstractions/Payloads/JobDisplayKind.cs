namespace SidekiqCluster.Payloads;

/// <summary>How the class and arguments that a person wants to see are wrapped in a payload.</summary>
internal enum JobDisplayKind
{
    /// <summary>Not wrapped: <c>class</c> and <c>args</c>.</summary>
    Plain,

    /// <summary>A job of Active Job, whose argument encoding is undone.</summary>
    ActiveJob,

    /// <summary>A mail of Rails ≤6.0's <c>ActionMailer::DeliveryJob</c>.</summary>
    MailerLegacy,

    /// <summary>A mail of <c>ActionMailer::MailDeliveryJob</c>: two arguments, the parameters and the argument list.</summary>
    MailDelivery,

    /// <summary>A delayed method call of Sidekiq ≤6.5, whose arguments are YAML.</summary>
    DelayedExtension,
}
