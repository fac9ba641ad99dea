using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SidekiqCluster;

/// <summary>
/// The arguments of one Ruby worker class, typed. Implemented by the generator for records with
/// <see cref="SidekiqJobAttribute"/> and for the classes it finds in Ruby signatures; never by reflection.
/// </summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface ISidekiqJobArgs<TSelf>
    where TSelf : class, ISidekiqJobArgs<TSelf>
{
    /// <summary>The class, its options and its parameters.</summary>
    static abstract JobSchema Schema { get; }

    /// <summary>
    /// Reads the array of arguments. Fewer arguments than the class requires, or others than it takes, are an answer and
    /// no exception; more than it takes are skipped and counted.
    /// </summary>
    /// <param name="reader">
    /// A reader over all of the JSON, before or at the start of the array; afterwards at its end. After a mismatch it
    /// stands somewhere within.
    /// </param>
    /// <param name="args">The arguments; null when they do not fit.</param>
    /// <param name="fit">Why they do not fit, or how many arguments were too many.</param>
    /// <returns>Whether the arguments fit the class.</returns>
    /// <exception cref="JsonException">The reader's bytes are no JSON.</exception>
    static abstract bool TryReadArgs(
        ref Utf8JsonReader reader, [NotNullWhen(true)] out TSelf? args, out JobArgsFit fit);

    /// <summary>
    /// Writes the array of arguments as Ruby would push it. Optional arguments at the end that equal their default are
    /// left out, as a Ruby caller leaves them out.
    /// </summary>
    /// <exception cref="ArgumentException">A value has no JSON form: a NaN, or a number that is no member of its enum.</exception>
    void WriteArgs(Utf8JsonWriter writer);
}
