using System.Text;
using SidekiqCluster.Generators.Consumer.Tests.DataApi;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

public sealed class WritingTests
{
    private static readonly Collections Empty = new([], [], [], null, [], [], default);

    [Fact]
    public void Write_OptionalArgumentAtItsDefault_IsLeftOut() =>
        Assert.Equal("[7,12.5]", Write(new ChargeMerchant(7, 12.50m)));

    [Fact]
    public void Write_Hash_UsesTheNamesOfRuby() => Assert.Equal(
        """[7,12.0,{"currency":"EUR","cap":10,"card":"credit_card"}]""",
        Write(new ChargeMerchant(7, 12m, new ChargeOptions("EUR"))));

    [Fact]
    public void Write_OptionalArgumentsBeforeRest_AreAllWritten() =>
        Assert.Equal("[[],[],{},null,[],[],null,null,null,1,2]", Write(Empty with { Ids = [1, 2] }));

    [Fact]
    public void Write_NothingOptional_EndsAtTheRequiredOnes() => Assert.Equal("[[],[],{},null,[],[],null]", Write(Empty));

    [Fact]
    public void Write_NoMemberOfTheEnum_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Write(new ChargeMerchant(7, 1, new ChargeOptions("EUR") { Card = (CardKind)99 })));

    [Fact]
    public void Write_NotANumber_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Write(Empty with { Grid = [[double.NaN]] }));

    [Fact]
    public void Schema_OfARecord_TellsWhatRubyWouldKnow()
    {
        var schema = ChargeMerchant.Schema;

        Assert.Equal("ChargeMerchant", schema.Class);
        Assert.Equal("billing", schema.Options.Queue);
        Assert.Equal(JobRetry.Times(5), schema.Options.Retry);
        Assert.Equal(["merchant_id", "amount", "options"], schema.Parameters.Select(one => one.Name));
        Assert.Equal("a hash of currency, cap, card, or null", schema.FindParameter("options")!.Type.ToString());
        Assert.Null(schema.FindParameter("Options"));
    }

    private static string Write<T>(T args)
        where T : class, ISidekiqJobArgs<T> => Encoding.UTF8.GetString(JobArgs.ToUtf8Json(args));
}
