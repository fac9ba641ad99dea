namespace SidekiqCluster.Filters;

/// <summary>Tests one place within the arguments, or whether there are arguments at all.</summary>
internal sealed class ArgumentNode(JobField field, ValueTest test) : FilterNode
{
    private readonly ArgumentPath _path = new(field);
    private readonly RequiredLiteral _required = RequiredLiteral.Of(JobFieldName.Args, test);

    public override int Cost => 5;

    public override bool CanMatchVerbatim(ReadOnlySpan<byte> raw) => _required.IsIn(raw);

    public override bool Matches(ref JobView job)
    {
        if (job.IsMalformed)
        {
            return test.OnAbsent();
        }

        if (_path.IsEmpty)
        {
            return test.OnComposite();
        }

        var value = _path.Find(job.Display.ReadArguments());
        return value.IsEmpty ? test.OnAbsent() : value[0] switch
        {
            (byte)'"' => StringText.Test(test, value[1..^1]),
            (byte)'n' => test.OnNull(),
            (byte)'t' => test.OnBoolean(true),
            (byte)'f' => test.OnBoolean(false),
            (byte)'{' or (byte)'[' => test.OnComposite(),
            _ => test.OnNumber(value),
        };
    }
}
