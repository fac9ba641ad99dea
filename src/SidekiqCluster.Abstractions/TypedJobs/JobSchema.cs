using System.Text.Json;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>What is known of a Ruby worker class: its name, options and parameters.</summary>
/// <param name="Class">The Ruby class: <c>Billing::ChargeMerchant</c>.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobSchema")]
public sealed record JobSchema(string Class)
{
    /// <summary>Whether the class is a Sidekiq job or an Active Job.</summary>
    [Id(0)]
    public JobApi Api { get; init; }

    /// <summary>Where the class is defined: <c>app/jobs/charge_merchant.rb:3</c>. Null when it was written in C#.</summary>
    [Id(1)]
    public string? DefinedIn { get; init; }

    /// <summary>What a push of the class sets beside its arguments.</summary>
    [Id(2)]
    public JobOptions Options { get; init; } = JobOptions.None;

    /// <summary>The parameters of <c>perform</c> by position; the last one may take the rest.</summary>
    [Id(3)]
    public IReadOnlyList<JobParameter> Parameters { get; init; } = [];

    /// <summary>
    /// The parameter of this Ruby name, such as <c>merchant_id</c>; null when there is none. Costs a scan of the parameters.
    /// </summary>
    public JobParameter? FindParameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>Compares an array of arguments with the parameters, without building anything of it.</summary>
    /// <param name="reader">A reader over all of the JSON, before or at the start of the array.</param>
    /// <returns>The same that the generated reader of the class answers.</returns>
    /// <exception cref="JsonException">The reader's bytes are no JSON.</exception>
    public JobArgsFit Check(Utf8JsonReader reader) => ArgsCheck.Run(this, ref reader);
}
