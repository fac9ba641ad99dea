namespace SidekiqCluster.Core.Tests;

public sealed class ShardOptionsTests
{
    private static readonly ShardOptions Good = new() { Connection = "redis://viewer:secret@localhost" };

    public static TheoryData<ShardOptions, string> Bad => new()
    {
        { Good with { Name = "" }, "Name is ''; use" },
        { Good with { Name = "-a" }, "Name is '-a'; use" },
        { Good with { Name = "eu 1" }, "Name is 'eu 1'; use" },
        { Good with { Name = "eu\n" }, "Name is 'eu\n'; use" },
        { Good with { Connection = "" }, "Connection is empty; use" },
        { Good with { ClientName = "" }, "ClientName is ''; use" },
        { Good with { ClientName = "a b" }, "ClientName is 'a b'; use" },
        { Good with { Timeout = TimeSpan.Zero }, "Timeout is 00:00:00; use 00:00:00.1000000 to 00:10:00" },
        { Good with { Timeout = TimeSpan.FromHours(1) }, "Timeout is 01:00:00; use" },
        { Good with { CertificateAuthority = "/no/such.pem" }, "CertificateAuthority is '/no/such.pem'; there is no such file" },
    };

    [Theory]
    [InlineData("default")]
    [InlineData("eu-1.prod_A")]
    [InlineData("7")]
    public void Validate_GoodName_Passes(string name) => (Good with { Name = name }).Validate();

    [Theory]
    [MemberData(nameof(Bad))]
    public void Validate_WrongProperty_NamesPropertyValueAndRule(ShardOptions options, string message)
    {
        ArgumentNullException.ThrowIfNull(options);
        var error = Assert.Throws<ArgumentException>(options.Validate);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WrongUrl_Throws() =>
        Assert.Throws<FormatException>((Good with { Connection = "redis://h:port" }).Validate);

    [Fact]
    public void ToString_Password_IsNotThere() => Assert.Equal("shard default", Good.ToString());
}
