using System.Globalization;
using System.Text;
using CsCheck;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Abstractions.Tests.Payloads;

public sealed class PayloadSpliceTests
{
    [Theory]
    [InlineData("""{"retry_count":0}""", """{"retry_count":-1}""")]
    [InlineData("""{"retry_count" : 10 , "x":1.0e+20}""", """{"retry_count" : 9 , "x":1.0e+20}""")]
    [InlineData("""{"retry_count":1,"a":{"retry_count":5},"retry_count":3}""", """{"retry_count":1,"a":{"retry_count":5},"retry_count":2}""")]
    [InlineData("""{"retry\u005fcount":7}""", """{"retry\u005fcount":6}""")]
    [InlineData("""{"retry_count":99999999999999999999999}""", """{"retry_count":99999999999999999999998}""")]
    [InlineData("""{"retry_count":null}""", """{"retry_count":null}""")]
    [InlineData("""{"retry_count":"5"}""", """{"retry_count":"5"}""")]
    [InlineData("""{"class":"X"}""", """{"class":"X"}""")]
    [InlineData("not json", "not json")]
    public void WithOneRetryLess_Payload_ChangesTheLastCountAlone(string raw, string expected) =>
        Assert.Equal(expected, Text(PayloadSplice.WithOneRetryLess(Bytes(raw))));

    [Fact]
    public void WithOneRetryLess_CultureOfAnotherMinus_WritesJson()
    {
        var culture = CultureInfo.CurrentCulture;
        var swedish = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        swedish.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.CurrentCulture = swedish;
        try
        {
            Assert.Equal("{\"retry_count\":-1}", Text(PayloadSplice.WithOneRetryLess(Bytes("{\"retry_count\":0}"))));
            Assert.Equal("{\"retry_count\":-3}", Text(PayloadSplice.WithOneRetryLess(Bytes("{\"retry_count\":-2}"))));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("""{"enqueued_at":1.5,"b":2}""", """{"enqueued_at":7.0,"b":2}""")]
    [InlineData("""{"a":[{}]}""", """{"a":[{}],"enqueued_at":7.0}""")]
    [InlineData("""{"a":1 } """, """{"a":1 ,"enqueued_at":7.0} """)]
    [InlineData("{}", """{"enqueued_at":7.0}""")]
    [InlineData("{ \n}", "{ \n\"enqueued_at\":7.0}")]
    [InlineData("[]", "[]")]
    public void WithEnqueuedAt_Payload_SetsOrAppendsTheField(string raw, string expected) =>
        Assert.Equal(expected, Text(PayloadSplice.WithEnqueuedAt(Bytes(raw), "7.0"u8)));

    [Fact]
    public void WithQueue_AnyFieldsAroundIt_KeepTheirBytes() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 9].List[0, 5], Gen.Int, Gen.Bool).Sample(
            (names, number, hasQueue) =>
            {
                var before = string.Concat(names.Select(name => $"\"f{name}\" : {number}.50,"));
                var queue = hasQueue ? "\"queue\":\"a\\\"b\"," : string.Empty;
                var raw = $"{{{before}{queue}\"z\":[1e2]}}";
                var expected = hasQueue
                    ? $"{{{before}\"queue\":\"new\",\"z\":[1e2]}}"
                    : $"{{{before}\"z\":[1e2],\"queue\":\"new\"}}";
                return Text(PayloadSplice.WithQueue(Bytes(raw), "\"new\""u8)) == expected;
            });

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
