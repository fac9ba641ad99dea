namespace SidekiqCluster;

/// <summary>
/// Says that a partial record holds the arguments of a Ruby worker class. Its parameters are those of <c>perform</c>, in
/// order; the generator adds a reader, a writer and a schema (<see cref="ISidekiqJobArgs{TSelf}"/>).
/// </summary>
/// <example>
/// <code>
/// [SidekiqJob("ChargeMerchant", Queue = "billing", Retry = 5)]
/// public partial record ChargeMerchant(long MerchantId, decimal Amount, ChargeOptions? Options = null);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SidekiqJobAttribute : Attribute
{
    /// <summary>Names the Ruby class.</summary>
    /// <param name="class">The class as Ruby writes it: <c>Billing::ChargeMerchant</c>.</param>
    public SidekiqJobAttribute(string @class)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(@class);
        Class = @class;
    }

    /// <summary>The Ruby class that performs the job.</summary>
    public string Class { get; }

    /// <summary>The queue that a push goes to.</summary>
    /// <value>Default null: Sidekiq's own default, <c>default</c>.</value>
    public string? Queue { get; set; }

    /// <summary>How often a failed job is retried, as in <c>sidekiq_options retry:</c>.</summary>
    /// <value><c>true</c>, <c>false</c> or a number of times, 0 or more. Default null: Sidekiq's own default.</value>
    public object? Retry { get; set; }

    /// <summary>The tags that a pushed job carries.</summary>
    /// <value>Default null: none.</value>
    public string[]? Tags { get; set; }

    /// <summary>Whether the class is a Sidekiq job or an Active Job.</summary>
    /// <value>Default <see cref="JobApi.Sidekiq"/>.</value>
    public JobApi Api { get; set; }
}
