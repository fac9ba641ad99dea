namespace SidekiqCluster;

/// <summary>How an array of arguments fits the parameters of a worker class.</summary>
public readonly record struct JobArgsFit
{
    /// <summary>Arguments that fit, but for some that are too many.</summary>
    /// <param name="extraArguments">How many arguments the class has no parameter for.</param>
    public JobArgsFit(int extraArguments) => ExtraArguments = extraArguments;

    /// <summary>Arguments that do not fit.</summary>
    public JobArgsFit(JobArgsMismatch mismatch) => Mismatch = mismatch;

    /// <summary>Why the arguments do not fit; null when they do.</summary>
    public JobArgsMismatch? Mismatch { get; }

    /// <summary>
    /// How many arguments the class has no parameter for. They were skipped, but Ruby would refuse the call. 0 when the
    /// arguments do not fit.
    /// </summary>
    public int ExtraArguments { get; }

    /// <summary>Whether the arguments could be read.</summary>
    public bool IsMatch => Mismatch is null;
}
