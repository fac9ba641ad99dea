using SidekiqCluster.Payloads;

namespace SidekiqCluster.Filters;

/// <summary>One job under a filter: its payload is parsed once, when the first comparison needs it.</summary>
internal ref struct JobView(ReadOnlySpan<byte> raw, JobFilterContext context)
{
    private PayloadLayout _layout;
    private JobDisplay _display;
    private bool _isRead;
    private bool _isMalformed;
    private bool _isDisplayFound;

    public readonly ReadOnlySpan<byte> Raw { get; } = raw;

    public readonly JobFilterContext Context { get; } = context;

    public bool IsMalformed
    {
        get
        {
            if (!_isRead)
            {
                _isMalformed = !PayloadLayout.TryRead(Raw, out _layout);
                _isRead = true;
            }

            return _isMalformed;
        }
    }

    /// <summary>Where a field stands; not to be asked of a malformed job.</summary>
    public readonly PayloadToken Token(PayloadField field) => _layout[field];

    /// <summary>What the job shows; not to be asked of a malformed job.</summary>
    public JobDisplay Display
    {
        get
        {
            if (!_isDisplayFound)
            {
                _display = JobDisplay.Of(Raw, _layout);
                _isDisplayFound = true;
            }

            return _display;
        }
    }
}
