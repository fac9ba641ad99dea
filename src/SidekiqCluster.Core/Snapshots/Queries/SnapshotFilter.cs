using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// A filter made ready for the snapshots of one source: comparisons of fields that are columns ask the columns, all others
/// the payload, and those last. It takes the same jobs as over Redis, allocates nothing for those that it does not take,
/// and is good for any thread.
/// </summary>
internal sealed class SnapshotFilter
{
    private readonly JobFilterContext _context;
    private readonly SnapshotColumns _columns;
    private readonly RowNode _root;

    /// <summary>Compiles a filter.</summary>
    /// <param name="filter">Which jobs are taken.</param>
    /// <param name="columns">The columns of the source's snapshots.</param>
    /// <param name="shard">The shard's name.</param>
    /// <param name="now">The moment that ages and relative times count from.</param>
    public SnapshotFilter(JobFilter filter, SnapshotColumns columns, string shard, DateTimeOffset now)
    {
        _context = new JobFilterContext(shard, columns.Source, null, now);
        _columns = columns;
        Now = now;
        TakesAll = filter == JobFilter.All;
        _root = Compile(filter);
    }

    public string Shard => _context.Shard;

    public DateTimeOffset Now { get; }

    /// <summary>Whether nothing is left out.</summary>
    public bool TakesAll { get; }

    public bool Matches(SnapshotBlock block, int row) => _root.Matches(block, row);

    /// <summary>Keeps of some rows of a block those that it takes, in their order, at the front; answers how many.</summary>
    public int Narrow(SnapshotBlock block, Span<int> rows) => _root.Narrow(block, rows);

    private RowNode Compile(JobFilter filter) => filter switch
    {
        AndFilter and => new AndRowNode(Parts(and.Filters, JobFilter.AllOf)),
        OrFilter or => new OrRowNode(Parts(or.Filters, JobFilter.AnyOf)),
        NotFilter not => new NotRowNode(Compile(not.Filter)),
        ComparisonFilter { Field: var field } comparison => CompileField(
            field.Name, comparison, [FilterCompiler.TestOf(comparison.Operator, comparison.Value)], JidsOf(comparison)),
        InFilter { Field: var field } one => CompileField(
            field.Name, one, [.. FilterCompiler.TestsOf(one)], JidsOf(one)),
        _ => new ConstantRowNode(true),
    };

    /// <summary>Parts that only the payload tells are asked as one, so that it is parsed once.</summary>
    private IEnumerable<RowNode> Parts(IEnumerable<JobFilter> filters, Func<IEnumerable<JobFilter>, JobFilter> join)
    {
        var nodes = filters.Select(part => (Filter: part, Node: Compile(part))).ToLookup(part => part.Node is PayloadNode);
        var payload = nodes[true].Select(part => part.Filter).ToArray();
        var columns = nodes[false].Select(part => part.Node);
        return payload.Length == 0 ? columns : columns.Append(PayloadOf(join(payload)));
    }

    private RowNode CompileField(JobFieldName field, JobFilter filter, ValueTest[] tests, IReadOnlyList<string>? jids)
    {
        var payload = PayloadOf(filter);
        if (field == JobFieldName.Jid)
        {
            return jids is null ? payload : new JidNode(jids, payload);
        }

        var nodes = tests.Select(test => NodeOf(field, test, payload)).ToArray();
        return nodes switch
        {
            [] => new ConstantRowNode(false),
            [var single] => single ?? payload,
            _ when nodes.Contains(null) => payload,
            _ => new OrRowNode(nodes!),
        };
    }

    /// <summary>What tests a column; null when the field is none.</summary>
    private RowNode? NodeOf(JobFieldName field, ValueTest test, PayloadNode payload) => (field, _columns.IsSet) switch
    {
        (JobFieldName.Class, _) or (JobFieldName.Queue or JobFieldName.Error, true) =>
            new TextNode(field, test, _columns.Texts, payload),
        (JobFieldName.Created or JobFieldName.Enqueued, _) or (JobFieldName.Failed or JobFieldName.Retried, true) =>
            new TimeNode(field, test, Now),
        (JobFieldName.Score or JobFieldName.At, true) => new ScoreNode(field == JobFieldName.At, test, Now),
        (JobFieldName.Score or JobFieldName.At, false) => new ConstantRowNode(test.OnNull()),
        (JobFieldName.Retry, _) => new RetryNode(test, payload),
        (JobFieldName.Age, _) => new AgeNode(test, Now),
        (JobFieldName.Malformed, _) => new MalformedNode(test),
        (JobFieldName.Shard or JobFieldName.Source, _) or (JobFieldName.Queue, false) =>
            new ConstantRowNode(MatchesContext(field, test)),
        _ => null,
    };

    private bool MatchesContext(JobFieldName field, ValueTest test)
    {
        var none = new JobView("{}"u8, _context);
        return new FieldNode(field, test).Matches(ref none);
    }

    private PayloadNode PayloadOf(JobFilter filter) => new(filter, _context);

    private static IReadOnlyList<string>? JidsOf(ComparisonFilter filter) =>
        filter is { Operator: JobFilterOperator.Equal, Value: { Kind: JobFilterValueKind.Text } text } ? [text.Text] : null;

    private static IReadOnlyList<string>? JidsOf(InFilter filter) =>
        filter.Values.All(value => value.Kind == JobFilterValueKind.Text) ? [.. filter.Values.Select(value => value.Text)] : null;
}
