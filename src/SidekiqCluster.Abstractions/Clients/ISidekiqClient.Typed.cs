namespace SidekiqCluster;

public partial interface ISidekiqClient
{
    /// <summary>
    /// Pushes a typed job as its Ruby class would: with the options of the class, and wrapped when it is an Active Job. One
    /// round trip, and two more for the processes every ten seconds.
    /// </summary>
    /// <param name="job">The job's arguments.</param>
    /// <param name="options">What differs from the options of the class; null for nothing.</param>
    /// <param name="cancellationToken">
    /// Ends it before the job is sent. Afterwards it ends the waiting for a server that does not answer, at most half a
    /// minute: the job is unknown then.
    /// </param>
    /// <returns>The job's id.</returns>
    /// <exception cref="ArgumentException">An argument or option breaks a rule; the message names it and the remedy.</exception>
    /// <exception cref="OutcomeUnknownException">The job was sent, and the shard did not tell whether it has it.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; the job is not there.</exception>
    Task<string> PushAsync<T>(T job, PushOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>Pushes many typed jobs as their Ruby class would, in slices that are stored whole or not at all.</summary>
    /// <param name="jobs">The arguments of each job; read as they are pushed, a few slices ahead.</param>
    /// <param name="options">What differs from the options of the class; null for nothing.</param>
    /// <param name="bulk">How to go about it; null for <see cref="BulkPushOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the push between two slices.</param>
    /// <inheritdoc cref="PushBulkAsync(BulkJobRequest, BulkPushOptions, CancellationToken)"/>
    Task<BulkPushResult> PushBulkAsync<T>(
        IEnumerable<T> jobs,
        PushOptions? options = null,
        BulkPushOptions? bulk = null,
        CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>;

    /// <inheritdoc cref="PushBulkAsync{T}(IEnumerable{T}, PushOptions, BulkPushOptions, CancellationToken)"/>
    Task<BulkPushResult> PushBulkAsync<T>(
        IAsyncEnumerable<T> jobs,
        PushOptions? options = null,
        BulkPushOptions? bulk = null,
        CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>;
}
