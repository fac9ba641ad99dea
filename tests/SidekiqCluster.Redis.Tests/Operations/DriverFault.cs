namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Where the driver of an operation is lost.</summary>
internal enum DriverFault
{
    /// <summary>It has told of a chunk and not sent it.</summary>
    BeforeTheScript,

    /// <summary>The chunk is done, and the reply came to nobody.</summary>
    ReplyLost,

    /// <summary>The chunk is on its way when somebody else goes on, and arrives later.</summary>
    StillTravelling,
}
