namespace SidekiqCluster.Payloads;

/// <summary>
/// Walks the arguments that a job shows, in order, as JSON text: <c>while (arguments.MoveNext()) { arguments.Current }</c>.
/// Allocates nothing.
/// </summary>
internal ref struct DisplayArguments
{
    private const int LegacyMailParts = 3;

    private readonly ReadOnlySpan<byte> _array;
    private readonly ReadOnlySpan<byte> _mailParameters;
    private readonly bool _hidesLast;
    private int _skip;
    private JsonScan _scan;
    private int _at;
    private ReadOnlySpan<byte> _next;
    private State _state;

    private DisplayArguments(ReadOnlySpan<byte> array, bool isActiveJob, bool hidesLast, int skip)
    {
        _array = array;
        _hidesLast = hidesLast;
        _skip = skip;
        IsActiveJob = isActiveJob;
        _state = array.IsEmpty ? State.AtEnd : State.BeforeArray;
    }

    private DisplayArguments(ReadOnlySpan<byte> mailParameters, ReadOnlySpan<byte> array)
    {
        _array = array;
        _mailParameters = mailParameters;
        IsActiveJob = true;
        _state = State.BeforeMailParameters;
    }

    private enum State
    {
        AtEnd,
        BeforeArray,
        InArray,
        BeforeMailParameters,
        BeforeMailArguments,
    }

    /// <summary>What the last argument of an encrypted job reads as.</summary>
    public static ReadOnlySpan<byte> EncryptedData => "\"[encrypted data]\""u8;

    /// <summary>Whether values are in Active Job's encoding, which <see cref="ActiveJobValue"/> undoes.</summary>
    public bool IsActiveJob { get; }

    /// <summary>The argument, after <see cref="MoveNext"/> answered true; as it is encoded.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Walks the elements of one JSON array; none when there is no array.</summary>
    public static DisplayArguments Of(ReadOnlySpan<byte> array, bool isActiveJob = false, bool lastIsHidden = false) =>
        new(array, isActiveJob, lastIsHidden, skip: 0);

    /// <summary>Walks what follows mailer, action and way of delivery.</summary>
    public static DisplayArguments OfLegacyMail(ReadOnlySpan<byte> array) =>
        new(array, isActiveJob: true, hidesLast: false, LegacyMailParts);

    /// <summary>Walks two values: the parameters of a mail and its argument list.</summary>
    public static DisplayArguments OfMail(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> array) =>
        new(parameters, array);

    /// <summary>Goes to the next argument; false after the last one.</summary>
    public bool MoveNext()
    {
        switch (_state)
        {
            case State.BeforeMailParameters:
                Current = _mailParameters;
                _state = State.BeforeMailArguments;
                return true;
            case State.BeforeMailArguments:
                Current = _array;
                _state = State.AtEnd;
                return true;
            case State.BeforeArray:
                EnterArray();
                break;
            case State.AtEnd:
                return false;
        }

        if (_next.IsEmpty)
        {
            _state = State.AtEnd;
            return false;
        }

        Current = _next;
        _next = ReadElement(',');
        if (_hidesLast && _next.IsEmpty)
        {
            Current = EncryptedData;
        }

        return true;
    }

    /// <summary>The arguments that are still to come, decoded, as a JSON array.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        var output = new JsonOutput();
        output.Open('[');
        while (MoveNext())
        {
            output.Value(IsActiveJob ? ActiveJobValue.Decode(Current) : Current);
        }

        output.Close(']');
        return output.Written;
    }

    private void EnterArray()
    {
        _scan = new JsonScan(_array);
        _next = ReadElement('[');
        _state = State.InArray;
        for (; _skip > 0 && !_next.IsEmpty; _skip--)
        {
            _next = ReadElement(',');
        }
    }

    /// <summary>The element behind a bracket or comma; empty when there is none.</summary>
    private ReadOnlySpan<byte> ReadElement(char before)
    {
        var start = _scan.Pass(before, _at);
        _at = _scan.PassValue(start);
        return _at < 0 ? default : _array[start.._at];
    }
}
