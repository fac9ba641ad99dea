namespace SidekiqCluster.Operations;

/// <summary>What a script says of jobs: a letter each, then a line for each that failed.</summary>
internal static class ActReply
{
    /// <summary>The only reason that the script gives in its own words; any other is a reply of the server.</summary>
    private const string SameBytes = "another job has the same bytes there";

    /// <summary>Reads a reply.</summary>
    /// <param name="reply">The script's.</param>
    /// <param name="count">The jobs that it was called for.</param>
    /// <param name="explain">Puts a refusal of the server into words for people.</param>
    public static ActOutcome[] Parse(string reply, int count, Func<string, string> explain)
    {
        var lines = reply.Split('\n');
        if (lines[0].Length != count)
        {
            // The receipt was taken, and then the server ended the script.
            return [.. Enumerable.Repeat(new ActOutcome(ActState.Unknown, "the server ended the script"), count)];
        }

        var reason = 1;
        return [.. lines[0].Select(letter => letter switch
        {
            'd' => new ActOutcome(ActState.Done),
            'g' => new ActOutcome(ActState.Gone),
            'w' => new ActOutcome(ActState.Waiting),
            'p' => new ActOutcome(ActState.Refused, RestorePlan.Present),
            _ => new ActOutcome(ActState.Failed, lines[reason++] is var why && why == SameBytes ? why : explain(why)),
        })];
    }
}
