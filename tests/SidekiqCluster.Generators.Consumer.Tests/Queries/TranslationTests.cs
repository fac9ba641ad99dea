using System.Linq.Expressions;
using System.Numerics;
using SidekiqCluster.Generators.Consumer.Tests.DataApi;
using SidekiqCluster.Generators.Consumer.Tests.Jobs;

namespace SidekiqCluster.Generators.Consumer.Tests.Queries;

/// <summary>Which filter a lambda becomes, in the filter's own words.</summary>
public sealed class TranslationTests
{
    private static readonly long[] Ids = [7, 9];
    private static readonly CardKind[] Cards = [CardKind.Debit];

    private static double NotANumber { get; } = double.NaN;

    private static JobSource Retries { get; } = JobSource.Retry;

    [Fact]
    public void Where_AsWrittenByHand_IsTheSameFilter()
    {
        var byHand = JobFilter.AllOf(
            JobFilter.Compare(JobField.Of(JobFieldName.Class), JobFilterOperator.Equal, JobFilterValue.Of("ChargeMerchant")),
            JobFilter.Compare(JobField.Argument(0), JobFilterOperator.Equal, JobFilterValue.Of(7)));

        Assert.Equal(byHand, Charges.Where(j => j.Args.MerchantId == 7).ToFilter());
        Assert.Equal(byHand, JobFilter.Parse("class=ChargeMerchant args[0]=7"));
    }

    [Fact]
    public void Where_Twice_IsOneConjunction() => Assert.Equal(
        JobFilter.Parse("class=ChargeMerchant args[0]=7 error=E jid=a"),
        Charges.Where(j => j.Args.MerchantId == 7 && j.ErrorClass == "E").Where(JobFilter.Parse("jid=a")).ToFilter());

    [Fact]
    public void Where_CapturedVariables_AreReadThen()
    {
        var id = 7L;
        var query = Charges.Where(j => j.Args.MerchantId == id && Ids.Contains(j.Args.MerchantId));
        id = 8;

        Assert.Equal(JobFilter.Parse("class=ChargeMerchant args[0]=7 args[0]=(7,9)"), query.ToFilter());
    }

    [Fact]
    public void Where_Numbers() => AssertAll<Scalars>(
        (j => j.Args.Int64 != 7, "args[9]!=7"),
        (j => 7 < j.Args.Int64, "args[9]>7"),
        (j => !(j.Args.Int8 >= 3), "args[3]<3"),
        (j => j.Args.Exact <= 12.50m, "args[14]<=12.50"),
        (j => j.Args.Int32 > 7.5m, "args[7]>7.5"),
        (j => j.Args.Double == 1e300, "args[13]=1E+300"),
        (j => j.Args.Double < NotANumber, "-*"),
        (j => j.Args.Double < double.PositiveInfinity, "args[13]!=null"),
        (j => j.Args.Single == 0.1f, "args[12]=0.1"),
        (j => j.Args.Big == BigInteger.Pow(10, 30), "args[11]=1000000000000000000000000000000"),
        (j => j.Args.Big < 5, "args[11]<5"));

    [Fact]
    public void Where_Texts() => AssertAll<Scalars>(
        (j => j.Args.Text == "a b", "args[1]=\"a b\""),
        (j => j.Args.Text.StartsWith("ab", StringComparison.Ordinal), "args[1]^=ab"),
        (j => !j.Args.Text.EndsWith('z'), "-args[1]$=z"),
        (j => j.Args.Text.Contains("xy"), "args[1]*=xy"),
        (j => j.Args.MaybeText!.Contains('x'), "args[2]*=x"),
        (j => !j.Args.MaybeText!.Contains('x'), "args[2]!=null -args[2]*=x"),
        (j => string.IsNullOrEmpty(j.Args.MaybeText), "args[2]=\"\" or args[2]=null"),
        (j => j.Args.MaybeText != "a", "-args[2]=a"),
        (j => j.Args.MaybeText == null, "args[2]=null"),
        (j => j.Args.Text != null, "*"));

    [Fact]
    public void Where_OtherTypes() => AssertAll<Scalars>(
        (j => j.Args.Flag, "args[0]=true"),
        (j => !j.Args.Flag, "args[0]!=true"),
        (j => j.Args.Day >= new DateOnly(2026, 11, 23), "args[15]>=2026-11-23"),
        (j => j.Args.Moment < new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.FromHours(1)), "args[16]<@2026-11-23T00:00:00Z"),
        (j => j.Args.Card == CardKind.Prepaid, "args[17]=(PP)"),
        (j => j.Args.Card == CardKind.Debit, "args[17]=(debit,plastic)"),
        (j => j.Args.Card > CardKind.Debit, "args[17]=(credit_card,PP)"),
        (j => Cards.Contains(j.Args.Card), "args[17]=(debit,plastic)"));

    [Fact]
    public void Where_NullableAndOptional() => AssertAll<Scalars>(
        (j => j.Args.MaybeInt == 5, "args[18]=5"),
        (j => j.Args.MaybeInt != 5, "-args[18]=5"),
        (j => j.Args.MaybeInt > 5, "args[18]>5"),
        (j => !(j.Args.MaybeInt > 5), "-args[18]>5"),
        (j => j.Args.MaybeInt!.Value > 5, "args[18]>5"),
        (j => !(j.Args.MaybeInt!.Value > 5), "args[18]<=5"),
        (j => j.Args.MaybeInt.HasValue, "args[18]!=null"),
        (j => j.Args.Limit == 10, "args[20]=10 or args[20]=null"),
        (j => j.Args.Limit > 10, "args[20]>10"),
        (j => j.Args.Limit < 10, "args[20]<10"),
        (j => j.Args.Limit != 10, "-(args[20]=10 or args[20]=null)"),
        (j => j.Args.Mode == "fast", "args[21]=fast or args[21]=null"),
        (j => j.Args.Rate == null, "args[22]=null"),
        (j => j.Args.MaybeCard == CardKind.Prepaid, "args[23]=(PP) or args[23]=absent"),
        (j => j.Args.MaybeCard == null, "args[23]=null args[23]!=absent"),
        (j => j.Args.MaybeCard != null, "-(args[23]=null args[23]!=absent)"));

    [Fact]
    public void Where_Hashes() => AssertAll<Scalars>(
        (j => j.Args.Options.Currency == "EUR", "args[19].currency=EUR"),
        (j => j.Args.Options.Capture == 10, "args[19].cap=10 or args[19].cap=absent"),
        (j => j.Args.Options.Card == CardKind.CreditCard, "args[19].card=(credit_card) or args[19].card=null"));

    [Fact]
    public void Where_HashThatMayBeNull_TakesNoJobForWhichTheLambdaThrows() => AssertAll<ChargeMerchant>(
        (j => j.Args.Options == null, "args[2]=null"),
        (j => j.Args.Options != null, "args[2]!=null"),
        (j => j.Args.Options!.Currency == "EUR", "args[2].currency=EUR"),
        (j => j.Args.Options!.Currency != "EUR", "args[2].currency!=EUR"),
        (j => j.Args.Options == null || j.Args.Options.Currency != "EUR", "args[2]=null or args[2].currency!=EUR"),
        (j => j.Args.Options!.Capture == 10, "args[2].cap=10 or (args[2]!=null args[2].cap=absent)"));

    [Fact]
    public void Where_Collections() => AssertAll<Collections>(
        (j => j.Args.Holes[1] == 5, "args[0][1]=5"),
        (j => j.Args.Holes[1] == null, "args[0][1]=null args[0][1]!=absent"),
        (j => j.Args.Texts[0] == "a", "args[1][0]=a"),
        (j => j.Args.ByKey["odd key"][2] == 5, "args[2].\"odd key\"[2]=5"),
        (j => j.Args.Grid[0][1] > 0.5, "args[4][0][1]>0.5"),
        (j => j.Args.Charges[0].Currency == "EUR", "args[5][0].currency=EUR"),
        (j => j.Args.Ids[1] == 5, "args[10]=5"),
        (j => j.Args.Holes[-1] == 5, "-*"));

    [Fact]
    public void Where_CollectionsThatMayTakeOtherTextsForEqual_AreRefused()
    {
        var ports = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["BER"] = 1 };
        IEnumerable<string>[] odd =
        [
            ports.Keys, new HashSet<string>(ports.Keys, ports.Comparer).AsReadOnly(), new SortedList<string, int>(ports, StringComparer.OrdinalIgnoreCase).Keys,
            new SortedSet<string>(ports.Keys, StringComparer.OrdinalIgnoreCase), ports.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase),
        ];
        var query = Array.Empty<JobRecord>().Jobs<Scalars>();

        Assert.All(odd, one => Assert.Throws<JobExpressionException>(() => query.Where(j => !one.Contains(j.Args.Text))));
        Assert.Throws<JobExpressionException>(() => query.Where(j => ports.Keys.Contains(j.Args.Text)));
    }

    [Fact]
    public void Where_SetsThatMayTakeOtherNumbersForEqual_AreRefused()
    {
        var lastDigit = Comparer<long>.Create((x, y) => (x % 10).CompareTo(y % 10));
        var query = Array.Empty<JobRecord>().Jobs<ChargeMerchant>();

        Assert.Throws<JobExpressionException>(() => query.Where(j => !new SortedSet<long>(lastDigit) { 17 }.Contains(j.Args.MerchantId)));
        Assert.Equal(
            JobFilter.Parse("class=ChargeMerchant args[0]=(7,17)"),
            query.Where(j => new SortedSet<long> { 17, 7 }.Contains(j.Args.MerchantId)).ToFilter());
    }

    [Fact]
    public void Where_CollectionsThatCompareTextsAsTheyAre_AreTaken()
    {
        string[] array = ["BER"];
        IEnumerable<string>[] plain =
        [
            array, array.ToList(), array.ToHashSet(), array.Where(text => text.Length > 0), array.AsReadOnly(), new LinkedList<string>(array),
            new Queue<string>(array), new SortedSet<string>(array, StringComparer.Ordinal), [.. array],
        ];
        var query = Array.Empty<JobRecord>().Jobs<Scalars>();

        Assert.All(plain, one => Assert.Equal(JobFilter.Parse("class=Scalars args[1]=(BER)"), query.Where(j => one.Contains(j.Args.Text)).ToFilter()));
    }

    [Fact]
    public void Where_FieldsOfTheJob() => AssertAll<ChargeMerchant>(
        (j => j.Jid == "a", "jid=a"),
        (j => j.ErrorClass!.StartsWith("Timeout"), "error^=Timeout"),
        (j => j.RetryCount >= 3, "retry>=3"),
        (j => j.Queue != null, "queue!=null"),
        (j => j.Tags.Contains("vip"), "tag=vip"),
        (j => !j.Tags.Contains("vip"), "-tag=vip"),
        (j => j.FailedAt < DateTimeOffset.UnixEpoch, "failed<1970-01-01T00:00:00Z"),
        (j => j.Source == Retries, "source=retry"),
        (j => j.Shard == "eu-1", "shard=eu-1"),
        (j => j.Score > 5, "score>5"));

    [Fact]
    public void Where_PartsThatAreKnown_AreNotAsked()
    {
        string? name = null;
        AssertAll<Scalars>(
            (j => name == null || j.Args.Text.StartsWith(name), "*"),
            (j => name != null && j.Args.Text.StartsWith(name), "-*"),
            (j => true, "*"),
            (j => name == "a" || j.Args.Flag, "args[0]=true"));
    }

    private static TypedJobQuery<ChargeMerchant> Charges => Array.Empty<JobRecord>().Jobs<ChargeMerchant>();

    private static void AssertAll<T>(params (Expression<Func<TypedJob<T>, bool>> Lambda, string Filter)[] cases)
        where T : class, ISidekiqJobArgs<T>
    {
        var query = Array.Empty<JobRecord>().Jobs<T>();
        var all = JobFilter.Parse($"class=\"{T.Schema.Class}\"");
        Assert.Multiple([.. cases.Select(one => (Action)(() =>
        {
            var expected = one.Filter == "-*" ? JobFilter.Parse("-*") : And(all, JobFilter.Parse(one.Filter));
            Assert.Equal(expected.ToString(), query.Where(one.Lambda).ToFilter().ToString());
        }))]);
    }

    private static JobFilter And(JobFilter all, JobFilter filter) => filter switch
    {
        AllFilter => all,
        AndFilter and => JobFilter.AllOf([all, .. and.Filters]),
        _ => JobFilter.AllOf(all, filter),
    };
}
