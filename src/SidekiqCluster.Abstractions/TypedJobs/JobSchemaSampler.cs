using System.Text;
using SidekiqCluster.Payloads;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>
/// Makes a schema file of stored jobs: of each class the types of its arguments with counts, the keys of hashes and an
/// example of each. The same jobs in the same order give the same file. Not safe for use by several threads.
/// </summary>
public sealed class JobSchemaSampler
{
    private readonly Dictionary<(string Class, JobApi Api), ClassSample> _classes = [];

    /// <summary>How many jobs of a class are looked into at most; 0, the default, for all of them.</summary>
    public int MostOfAClass { get; init; }

    /// <summary>
    /// Whether the file shows an example of each type at each place: true by default. Encrypted arguments are never shown.
    /// </summary>
    public bool KeepsExamples { get; init; } = true;

    /// <summary>How many jobs were looked into.</summary>
    public long SampledJobs { get; private set; }

    /// <summary>How many jobs were passed over as their payload is no JSON object.</summary>
    public long MalformedJobs { get; private set; }

    /// <summary>
    /// How many jobs were passed over as no record can describe them: Rails' own mails, delayed calls, jobs whose class is
    /// no name of Ruby's or whose arguments are no array.
    /// </summary>
    public long OtherJobs { get; private set; }

    /// <summary>The classes that were seen.</summary>
    public int Classes => _classes.Keys.Select(key => key.Class).Distinct().Count();

    /// <summary>Looks into a job. Costs two readings of its JSON.</summary>
    public void Add(JobRecord job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var raw = job.Raw.Span;
        if (!PayloadLayout.TryRead(raw, out var layout))
        {
            MalformedJobs++;
            return;
        }

        var call = WrappedJob.Find(raw, layout);
        var name = JsonText.DecodeContent(call.Class);
        if (call.Kind is not (JobDisplayKind.Plain or JobDisplayKind.ActiveJob) || call.Array.IsEmpty || !SchemaFile.IsConstant(name))
        {
            OtherJobs++;
            return;
        }

        var api = call.Kind == JobDisplayKind.ActiveJob ? JobApi.ActiveJob : JobApi.Sidekiq;
        if (!_classes.TryGetValue((name, api), out var sample))
        {
            _classes.Add((name, api), sample = new ClassSample(api, KeepsExamples));
        }

        if (MostOfAClass > 0 && sample.Jobs >= MostOfAClass)
        {
            return;
        }

        SampledJobs++;
        sample.Add(call.ReadArguments(), call.HidesLast);
        sample.Queues.Add(Encoding.UTF8.GetString(JsonText.Sanitize(layout[PayloadField.Queue].In(raw))));
        sample.Retries.Add(Encoding.UTF8.GetString(layout[PayloadField.Retry].In(raw)));
    }

    /// <summary>
    /// The schema file, which the generator and <see cref="JobSchemas.Parse"/> read. A class whose jobs came through both
    /// APIs is described by those of the one through which more came.
    /// </summary>
    public byte[] ToUtf8Json() => SchemaFileWriter.Write(_classes
        .GroupBy(pair => pair.Key.Class, pair => pair.Value)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => KeyValuePair.Create(same.Key, same.OrderByDescending(one => one.Jobs).ThenBy(one => one.Api).First())));
}
