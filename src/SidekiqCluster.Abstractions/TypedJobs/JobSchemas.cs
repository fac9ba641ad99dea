using System.Collections;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>
/// What is known of several worker classes: from the records that the generator made (<c>ChargeMerchant.Schema</c>) and
/// from schema files. Immutable; ordered by class, which each schema has for itself.
/// </summary>
public sealed class JobSchemas : IReadOnlyList<JobSchema>
{
    private readonly SortedList<string, JobSchema> _byClass = new(StringComparer.Ordinal);

    private JobSchemas(IEnumerable<JobSchema> schemas)
    {
        foreach (var schema in schemas)
        {
            ArgumentNullException.ThrowIfNull(schema, nameof(schemas));
            if (!_byClass.TryAdd(schema.Class, schema))
            {
                throw new ArgumentException($"The class {schema.Class} has two schemas; keep one of them.", nameof(schemas));
            }
        }
    }

    /// <summary>No schema at all.</summary>
    public static JobSchemas None { get; } = new([]);

    /// <summary>How many classes are known.</summary>
    public int Count => _byClass.Count;

    /// <summary>The schema at a place in the order of classes.</summary>
    public JobSchema this[int index] => _byClass.Values[index];

    /// <summary>Puts schemas together.</summary>
    /// <exception cref="ArgumentException">A class comes twice.</exception>
    public static JobSchemas Of(params IEnumerable<JobSchema> schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        return new JobSchemas(schemas);
    }

    /// <summary>
    /// Reads a schema file (<c>*.sidekiq.json</c>) by the rules by which the generator reads it; what is only a warning
    /// there is an error here. <c>generators/docs/schema-file.md</c> describes the form.
    /// </summary>
    /// <param name="utf8Json">The file's bytes; a byte order mark is passed over.</param>
    /// <exception cref="FormatException">It is no schema file; the message tells the place and the rule.</exception>
    public static JobSchemas Parse(ReadOnlyMemory<byte> utf8Json) => SchemaFile.Read(utf8Json);

    /// <summary>The schema of a Ruby class, such as <c>Billing::ChargeMerchant</c>; null when there is none.</summary>
    public JobSchema? Find(string className) => _byClass.GetValueOrDefault(className);

    /// <summary>
    /// Why the worker classes as these schemas tell of them could not run a stored job; null when they could. Arguments that
    /// are encrypted, mails and delayed calls cannot be looked into and count as fitting; so do an Active Job's keywords
    /// that the schema does not know. Costs two readings of the job's JSON.
    /// </summary>
    public JobProblem? FindProblem(JobRecord job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return JobProblems.Find(this, job);
    }

    /// <inheritdoc/>
    public IEnumerator<JobSchema> GetEnumerator() => _byClass.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
