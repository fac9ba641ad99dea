using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class RedisErrorsTests
{
    private static readonly ShardPlace Place = new("eu-1", "h:6379");

    [Theory]
    [InlineData("NOAUTH Authentication required.", typeof(ShardAccessDeniedException), "asks for a password")]
    [InlineData("SimpleError: WRONGPASS invalid username-password pair or user is disabled.", typeof(ShardAccessDeniedException), "refused the user or password")]
    [InlineData("ERR invalid password", typeof(ShardAccessDeniedException), "refused the user or password")]
    [InlineData("DENIED Redis is running in protected mode because ...", typeof(ShardAccessDeniedException), "protected mode")]
    [InlineData("NOPERM this user has no permissions to run the 'eval_ro' command", typeof(ShardAccessDeniedException), "the command EVAL_RO; allow it")]
    [InlineData("NOPERM this user has no permissions to access one of the keys used as arguments", typeof(ShardAccessDeniedException), "the key 'queue:low'; allow it")]
    [InlineData("ERR The user executing the script can't run this command or subcommand script: ab12, on @user_script:1.", typeof(ShardAccessDeniedException), "a command of a script")]
    [InlineData("ERR unknown command 'LPOS', with args beginning with: 'queue:low' '{\"jid\":1}'", typeof(ShardUnsupportedException), "does not know the command LPOS.")]
    [InlineData("ERR unknown command `LPOS`, with args beginning with: `queue:low`, `{\"jid\":1}`, ", typeof(ShardUnsupportedException), "does not know the command LPOS.")]
    [InlineData("LOADING Redis is loading the dataset in memory", typeof(ShardUnreachableException), "is loading")]
    [InlineData("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", typeof(ShardUnreachableException), "without its master")]
    [InlineData("ERR max number of clients reached", typeof(ShardUnreachableException), "maxclients")]
    [InlineData("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.", typeof(ShardUnreachableException), "slow script")]
    [InlineData("CLUSTERDOWN Hash slot not served", typeof(ShardUnsupportedException), "Sidekiq does not support")]
    [InlineData("MOVED 866 127.0.0.1:7000", typeof(ShardUnsupportedException), "Sidekiq does not support")]
    [InlineData("CROSSSLOT Keys in request don't hash to the same slot", typeof(ShardUnsupportedException), "Sidekiq does not support")]
    [InlineData("WRONGTYPE Operation against a key holding the wrong kind of value", typeof(SidekiqClusterException), "under the key 'queue:low'")]
    [InlineData("ERR Error running script (call to f_ab): @user_script:1: WRONGTYPE Operation against a key", typeof(SidekiqClusterException), "under the key 'queue:low'")]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.", typeof(SidekiqClusterException), "is full")]
    [InlineData("READONLY You can't write against a read only replica.", typeof(SidekiqClusterException), "read-only replica")]
    [InlineData("NOSCRIPT No matching script. Please use EVAL.", typeof(SidekiqClusterException), "forgotten a script")]
    [InlineData("ERR DB index is out of range", typeof(SidekiqClusterException), "does not have this database")]
    [InlineData("ERR the task failed", typeof(SidekiqClusterException), "answered with an error: ERR the task failed")]
    public void FromReply_Reply_SaysWhatAndTheRemedy(string reply, Type type, string part)
    {
        var error = RedisErrors.FromReply(reply, Place, "queue:low");

        Assert.IsType(type, error);
        Assert.StartsWith("Shard eu-1 (h:6379) ", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("jid", error.Message, StringComparison.Ordinal);
        Assert.Equal("eu-1", error.Shard);
    }

    [Fact]
    public void FromReply_WrongTypeOfNoSingleKey_SaysSo() =>
        Assert.Contains("one of Sidekiq's keys", RedisErrors.FromReply("WRONGTYPE x", Place).Message, StringComparison.Ordinal);

    [Fact]
    public void FromReply_SeveralLines_BecomeOne() =>
        Assert.DoesNotContain('\n', RedisErrors.FromReply("ERR one\r\ntwo\nthree", Place).Message);

    [Fact]
    public void Translate_Timeout_IsTransient()
    {
        var error = RedisErrors.Translate(new RedisTimeoutException(CommandFlags.None, "Timeout performing GET secret", CommandStatus.Sent), Place);

        Assert.IsType<ShardUnreachableException>(error);
        Assert.True(error.IsTransient);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_LostConnection_IsUnreachable() =>
        Assert.IsType<ShardUnreachableException>(
            RedisErrors.Translate(Lost(ConnectionFailureType.SocketFailure), Place));

    [Fact]
    public void Translate_FailedAuthentication_IsAccessDenied() =>
        Assert.IsType<ShardAccessDeniedException>(
            RedisErrors.Translate(Lost(ConnectionFailureType.AuthenticationFailure), Place));

    [Fact]
    public void IsFromRedis_OtherExceptions_AreNot()
    {
        Assert.True(RedisErrors.IsFromRedis(new RedisServerException(RedisErrorKind.UnknownError, CommandFlags.None, "ERR x")));
        Assert.False(RedisErrors.IsFromRedis(new OperationCanceledException()));
        Assert.False(RedisErrors.IsFromRedis(new InvalidOperationException()));
    }

    private static RedisConnectionException Lost(ConnectionFailureType type) =>
        new(type, CommandFlags.None, "gone", null, CommandStatus.Unknown);
}
