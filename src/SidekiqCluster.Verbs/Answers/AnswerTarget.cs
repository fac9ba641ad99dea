namespace SidekiqCluster.Verbs.Answers;

/// <summary>Where an answer is written.</summary>
internal sealed record AnswerTarget
{
    /// <summary>Where data goes.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where words go.</summary>
    public required TextWriter Words { get; init; }

    /// <summary>The clock of <c>captured_at</c>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether JSON stands on one line, for programs; else it is indented.</summary>
    public bool IsOnOneLine { get; init; }

    /// <summary>Whether a terminal shows the data: tables then fit its width, and what could harm it is escaped.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>The terminal's columns now.</summary>
    public Func<int> Width { get; init; } = static () => 80;

    /// <summary>Whether tables may be coloured.</summary>
    public bool UsesColour { get; init; }
}
