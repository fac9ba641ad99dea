using SidekiqCluster.Queues;

namespace SidekiqCluster.Abstractions.Tests.Queues;

public sealed class QueueNamesTests
{
    [Theory]
    [InlineData("sq|web.1:42:0a1b2c3d4e5f|low", "web.1:42:0a1b2c3d4e5f")]
    [InlineData("sq|web.1:42:0a1b2c3d4e5f|a|b", "web.1:42:0a1b2c3d4e5f")]
    [InlineData("sq|fe80::1:42:0a1b2c3d4e5f|low", "fe80::1:42:0a1b2c3d4e5f")]
    [InlineData("sq_my_host:42:0a1b2c3d4e5f_low_queue", "my_host:42:0a1b2c3d4e5f")]
    [InlineData("sq_anything", null)]
    [InlineData("sq|low", null)]
    [InlineData("sq|web.1:42:0a1b2c3d4e5f_low", null)]
    [InlineData("low", null)]
    [InlineData("", null)]
    public void PrivateOwner_Name_TellsTheProcess(string name, string? owner) =>
        Assert.Equal(owner, QueueNames.PrivateOwner(name));

    [Theory]
    [InlineData("default")]
    [InlineData("größe und mehr")]
    [InlineData("a:b|c,d")]
    [InlineData("sq|low")]
    [InlineData("\uFFFD")]
    public void WhyForbidden_NameThatSidekiqCanUse_IsNull(string name) => Assert.Null(QueueNames.WhyForbidden(name));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\nb", "control character")]
    [InlineData("a\u007f", "control character")]
    [InlineData("sq|web.1:42:0a1b2c3d4e5f|low", "private queue")]
    public void ThrowIfForbidden_NameThatSidekiqCannotUse_SaysWhy(string name, string why) =>
        Assert.Contains(
            why,
            Assert.Throws<ArgumentException>(() => QueueNames.ThrowIfForbidden(name, "queue")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void ThrowIfForbidden_HalfASurrogatePair_SaysWhy() =>
        Assert.Contains("surrogate", QueueNames.WhyForbidden("a" + '\uD83D'), StringComparison.Ordinal);
}
