using SidekiqCluster.Payloads;

namespace SidekiqCluster.Abstractions.Tests.Payloads;

public sealed class YamlNumberTests
{
    /// <summary>As Psych 4.0.4 reads them.</summary>
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("+1", "1")]
    [InlineData("0", "0")]
    [InlineData("1_000", "1000")]
    [InlineData("1,000", "1000")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x1F", "-31")]
    [InlineData("0b11", "3")]
    [InlineData("017", "15")]
    [InlineData("1208925819614629174706176", "1208925819614629174706176")]
    [InlineData("1.", "1.0")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5", "-0.5")]
    [InlineData("00.5", "0.5")]
    [InlineData("1.0e+20", "1.0e+20")]
    [InlineData("1.5E-7", "1.5E-7")]
    [InlineData("1_000.5", "1000.5")]
    public void ToJson_Number_IsItsJson(string yaml, string json) => Assert.Equal(json, YamlNumber.ToJson(yaml));

    [Theory]
    [InlineData("")]
    [InlineData("1e3")]
    [InlineData("1.0e20")]
    [InlineData("5e+3")]
    [InlineData("08")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("1_")]
    [InlineData("1__0")]
    [InlineData("_1")]
    [InlineData("0x")]
    [InlineData("0xZ")]
    [InlineData("0b12")]
    [InlineData("0o17")]
    [InlineData("0.1_0")]
    [InlineData("1.2.3")]
    [InlineData(".inf")]
    [InlineData("12a")]
    [InlineData("1.5e+")]
    [InlineData(".e+1")]
    [InlineData("é")]
    public void ToJson_Text_IsNoNumber(string yaml) => Assert.Null(YamlNumber.ToJson(yaml));
}
