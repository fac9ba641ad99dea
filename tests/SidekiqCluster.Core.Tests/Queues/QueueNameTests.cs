using System.Text;
using SidekiqCluster.Queues;

namespace SidekiqCluster.Core.Tests.Queues;

public sealed class QueueNameTests
{
    [Fact]
    public void Registered_NameLikeAPrivateOne_BelongsToNobody()
    {
        var name = QueueName.Registered(Encoding.UTF8.GetBytes("sq|web.1:42:0a1b2c3d4e5f|low"));

        Assert.True(name.IsRegistered);
        Assert.Null(name.PrivateTo);
    }

    [Fact]
    public void Name_BytesThatAreNotUtf8_ShowsReplacements()
    {
        var name = QueueName.Unregistered([0x61, 0xff, 0x62]);

        Assert.Equal("a\uFFFDb", name.Name);
        Assert.Equal([0x61, 0xff, 0x62], name.Raw);
    }
}
