using System.Text;
using System.Text.Json;
using SidekiqCluster.Generators.Consumer.Tests.DataApi;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

public sealed class ReadingTests
{
    [Fact]
    public void Read_AsRubyWroteIt_GivesTheArguments()
    {
        var args = Read<ChargeMerchant>("""[7,12.5,{"currency":"EUR","cap":null,"unknown":[1]}]""", out _);

        Assert.Equal(new ChargeMerchant(7, 12.5m, new ChargeOptions("EUR", Capture: null)), args);
    }

    [Fact]
    public void Read_WithoutOptionalArguments_TakesTheirDefaults() =>
        Assert.Equal(new ChargeMerchant(7, 12.5m), Read<ChargeMerchant>("[7,12.5]", out _));

    [Fact]
    public void Read_HashWithoutOptionalKeys_TakesTheirDefaults() =>
        Assert.Equal(new ChargeOptions("EUR", 10), Read<ChargeMerchant>("""[7,1,{"currency":"EUR"}]""", out _)!.Options);

    [Fact]
    public void Read_MoreArgumentsThanParameters_TellsHowMany()
    {
        Assert.NotNull(Read<ChargeMerchant>("""[7,1,null,[2],{"a":1}]""", out var fit));
        Assert.Equal(2, fit.ExtraArguments);
    }

    [Fact]
    public void Read_NestedInAnObject_LeavesTheReaderAtTheEndOfTheArray()
    {
        var reader = new Utf8JsonReader("""{"args":[7,1,null,5],"jid":"a"}"""u8);
        reader.Read();
        reader.Read();
        reader.Read();

        Assert.True(ChargeMerchant.TryReadArgs(ref reader, out _, out _));
        Assert.Equal(JsonTokenType.EndArray, reader.TokenType);
        Assert.True(reader.Read());
        Assert.Equal("jid", reader.GetString());
    }

    [Theory]
    [InlineData("null", JobArgsMismatchKind.NotAnArray, "Arguments: expected an array, found null.")]
    [InlineData("{}", JobArgsMismatchKind.NotAnArray, "Arguments: expected an array, found a hash.")]
    [InlineData("[7", JobArgsMismatchKind.Malformed, "Arguments: expected an array, found text that is no JSON.")]
    [InlineData("", JobArgsMismatchKind.Malformed, "Arguments: expected an array, found text that is no JSON.")]
    [InlineData("[7]", JobArgsMismatchKind.TooFew, "Argument 2 (amount): expected 2 or more arguments, found only 1.")]
    [InlineData("[\"7\",1]", JobArgsMismatchKind.WrongType, "Argument 1 (merchant_id): expected an integer (Int64), found a string.")]
    [InlineData("[7.5,1]", JobArgsMismatchKind.WrongValue, "Argument 1 (merchant_id): expected an integer (Int64), found another number.")]
    [InlineData("[7,1,{}]", JobArgsMismatchKind.MissingKey, "Argument 3 (options): expected the key currency, found a hash without it.")]
    [InlineData(
        "[7,1,{\"currency\":\"EUR\",\"card\":\"gold\"}]",
        JobArgsMismatchKind.WrongValue,
        "Argument 3 (options.card): expected one of debit, credit_card, PP, plastic, found another string.")]
    [InlineData("[7,1,{\"currency\":1}]", JobArgsMismatchKind.WrongType, "Argument 3 (options.currency): expected a string, found a number.")]
    public void Read_ArgumentsThatDoNotFit_TellsWhy(string json, JobArgsMismatchKind kind, string message)
    {
        Assert.Null(Read<ChargeMerchant>(json, out var fit));
        Assert.Equal(kind, fit.Mismatch!.Kind);
        Assert.Equal(message, fit.Mismatch.Message);
    }

    [Fact]
    public void Read_TextThatIsNoUtf8_BecomesReplacementCharacters()
    {
        byte[] json = [.. "[7,1,{\"currency\":\""u8, 0xFF, .. "\\ud800\"}]"u8];

        Assert.True(JobArgs.TryRead<ChargeMerchant>(json, out var args, out _));
        Assert.Equal("\uFFFD\uFFFD", args.Options!.Currency);
    }

    [Theory]
    [InlineData("2026-11-23T14:34:39Z")]
    [InlineData("2026-11-23T14:34:39")]
    [InlineData("2026-11-23T15:34:39+01:00")]
    [InlineData("2026-11-23T14:34:39.000Z")]
    [InlineData("2026-11-23 14:34:39 UTC")]
    [InlineData("2026-11-23 15:34:39 +0100")]
    [InlineData("2026-11-23 10:04:39 -0430")]
    public void Read_TimesAsRubyWritesThem_AreThatMoment(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{text}\""));
        reader.Read();

        Assert.True(ArgsReader.TryReadTime(ref reader, out var moment));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 14, 34, 39, TimeSpan.Zero), moment.ToUniversalTime());
    }

    private static T? Read<T>(string json, out JobArgsFit fit)
        where T : class, ISidekiqJobArgs<T> =>
        JobArgs.TryRead<T>(Encoding.UTF8.GetBytes(json), out var args, out fit) ? args : null;
}
