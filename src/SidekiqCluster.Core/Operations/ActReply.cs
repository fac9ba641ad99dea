namespace SidekiqCluster.Operations;

/// <summary>What a script says of jobs: a letter each, then a line for each that failed.</summary>
internal static class ActReply
{
    public static ActOutcome[] Parse(string reply, int count)
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
            'p' => new ActOutcome(ActState.Refused, RestorePlan.Present),
            _ => new ActOutcome(ActState.Failed, lines[reason++]),
        })];
    }
}
