using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Walks the arguments that a job shows, in order, as JSON text: <c>while (arguments.MoveNext()) { arguments.Current }</c>.
/// Allocates nothing.
/// </summary>
internal ref struct DisplayArguments
{
    private readonly ReadOnlySpan<byte> _array;
    private readonly ReadOnlySpan<byte> _first;
    private readonly bool _lastIsHidden;
    private Utf8JsonReader _reader;
    private ReadOnlySpan<byte> _next;
    private State _state;

    private DisplayArguments(ReadOnlySpan<byte> array, ReadOnlySpan<byte> first, bool lastIsHidden, bool isActiveJob)
    {
        _array = array;
        _first = first;
        _lastIsHidden = lastIsHidden;
        IsActiveJob = isActiveJob;
        _state = first.IsEmpty ? State.BeforeArray : State.BeforeFirst;
    }

    private enum State
    {
        BeforeFirst,
        BeforePair,
        BeforeArray,
        InArray,
        AtEnd,
    }

    /// <summary>What the last argument of an encrypted job reads as.</summary>
    public static ReadOnlySpan<byte> EncryptedData => "\"[encrypted data]\""u8;

    /// <summary>
    /// Whether values are in Active Job's encoding: at any depth, an object with the single key <c>_aj_globalid</c>
    /// stands for that URI, and keys that start with <c>_aj_</c> are not shown.
    /// </summary>
    public bool IsActiveJob { get; }

    /// <summary>The argument, after <see cref="MoveNext"/> answered true.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Walks the elements of one JSON array.</summary>
    public static DisplayArguments Of(ReadOnlySpan<byte> array, bool isActiveJob = false, bool lastIsHidden = false) =>
        new(array, default, lastIsHidden, isActiveJob);

    /// <summary>Walks two values: the parameters of a mail and its argument list.</summary>
    public static DisplayArguments OfMail(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> array) =>
        new(array, parameters, lastIsHidden: false, isActiveJob: true);

    /// <summary>Goes to the next argument; false after the last one.</summary>
    public bool MoveNext()
    {
        switch (_state)
        {
            case State.BeforeFirst:
                Current = _first;
                _state = State.BeforePair;
                return true;
            case State.BeforePair:
                Current = _array;
                _state = State.AtEnd;
                return true;
            case State.BeforeArray when !_array.IsEmpty:
                _reader = new Utf8JsonReader(_array, JsonValues.AnyDepth);
                _reader.Read();
                _next = ReadElement();
                _state = State.InArray;
                break;
            case State.AtEnd or State.BeforeArray:
                return false;
        }

        if (_next.IsEmpty)
        {
            _state = State.AtEnd;
            return false;
        }

        Current = _next;
        _next = ReadElement();
        if (_lastIsHidden && _next.IsEmpty)
        {
            Current = EncryptedData;
        }

        return true;
    }

    private ReadOnlySpan<byte> ReadElement()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            return default;
        }

        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return _array[start..(int)_reader.BytesConsumed];
    }
}
