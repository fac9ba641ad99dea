using System.Text;
using System.Text.Json;
using CsCheck;
using SidekiqCluster.Abstractions.Tests.Filters;
using SidekiqCluster.Redaction;

namespace SidekiqCluster.Abstractions.Tests.Redaction;

/// <summary>What is kept back, no question finds out.</summary>
public sealed class ArgumentRedactionTests
{
    private static readonly Gen<string> Secret = Gen.OneOf(
        FilterGen.Word.Select(static word => JsonSerializer.Serialize(word)),
        FilterGen.Number,
        Gen.OneOf("null", "true", "{\"k\":1}", "[]", "[\"a\",{\"k\":\"b\"}]", "{\"_aj_ruby2_keywords\":[\"k\"],\"k\":5}", "{\"_aj_globalid\":\"gid://app/User/1\"}"));

    private static readonly Gen<string> Class = Gen.OneOf("Pay", "Pay::Card", "Ship");

    /// <summary>Two jobs that differ in nothing but what the rules of <see cref="NewRules"/> keep back.</summary>
    private static readonly Gen<(JobRecord One, JobRecord Other)> Twins = Gen.Select(
        Class, Gen.Int[0, 3], Gen.Bool, Secret.Array[4], Secret.Array[4], static (name, kind, isSorted, one, other) =>
            (NewJob(kind, isSorted, name, one), NewJob(kind, isSorted, name, name == "Ship" ? one : other)));

    [Fact]
    public void Rewrite_AnyFilter_TellsNoTwinsApart() => Gen
        .Select(Twins, Gen.Bool)
        .SelectMany(static (twins, isAboutOther) => FilterAboutJobGen.About(isAboutOther ? twins.Other : twins.One).Select(filter => (twins.One, twins.Other, filter)))
        .Sample(static sample =>
        {
            var filter = NewRules().Rewrite(sample.filter);
            return filter.Matches(sample.One, JobGen.Now) == filter.Matches(sample.Other, JobGen.Now);
        });

    [Fact]
    public void Show_Twins_AreTheSameByteByByte() => Twins.Sample(static (one, other) =>
    {
        var redaction = NewRules();
        return redaction.Show(one).Raw.Span.SequenceEqual(redaction.Show(other).Raw.Span) && redaction.Show(one).Id.Equals(redaction.Show(other).Id);
    });

    [Fact]
    public void FindHidden_FieldsThatAreCountedBy_AreTheSameOfTwinsElsewhere() => Gen.Select(Twins, FilterGen.Field).Sample(static (twins, field) =>
        NewRules().FindHidden(field) is { } hidden && hidden.Matches(twins.One, JobGen.Now)
            ? hidden.Matches(twins.Other, JobGen.Now)
            : field.ReadKeys(twins.One, JobGen.Now).SequenceEqual(field.ReadKeys(twins.Other, JobGen.Now)));

    [Theory]
    [InlineData("args[0]=4111", false)]
    [InlineData("-args[0]=4111", true)]
    [InlineData("args[0]!=4111", false)]
    [InlineData("raw*=4111", false)]
    [InlineData("message*=4111", false)]
    [InlineData("args[1].card=null", false)]
    [InlineData("args[1].name=Ann", true)]
    [InlineData("class:Pay args[1].name=Ann", true)]
    public void Rewrite_TermOfAJobWithRules_ReadsWhatMayBeSeen(string filter, bool matches)
    {
        var job = Queued("""{"class":"Pay","args":[4111,{"card":"4111","name":"Ann"}],"jid":"j","error_message":"no 4111"}""");

        Assert.Equal(matches, NewRules().Rewrite(JobFilter.Parse(filter)).Matches(job, JobGen.Now));
    }

    [Fact]
    public void Rewrite_TermOfAJobWithoutRules_StaysAsItIs()
    {
        var job = Queued("""{"class":"Ship","args":[4111],"jid":"j","error_message":"no 4111"}""");

        Assert.All(
            ["args[0]=4111", "raw*=4111", "message*=4111"],
            filter => Assert.True(NewRules().Rewrite(JobFilter.Parse(filter)).Matches(job, JobGen.Now)));
        Assert.Same(job, NewRules().Show(job));
    }

    [Fact]
    public void Show_JobWithRules_HasWhatMayBeSeen()
    {
        var job = Queued(
            """{"class":"Pay","args":[4111,{"card":"4111","name":"Ann"},7],"jid":"j","queue":"low","created_at":1.5,"cattr":{"u":"4111"},"error_class":"E","error_message":"no 4111","tags":["a"]}""");

        Assert.Equal(
            """{"class":"Pay","args":["[redacted]",{"card":"[redacted]","name":"Ann"},7],"jid":"j","queue":"low","created_at":1.5,"error_class":"E","error_message":"[redacted]","tags":["a"]}""",
            NewRules().Show(job).RawText);
    }

    [Theory]
    [InlineData("""{"class":"Pay","args":[4111""")]
    [InlineData("4111")]
    public void Show_JobThatIsMalformed_TellsNothing(string raw)
    {
        var shown = NewRules().Show(Queued(raw));

        Assert.True(shown.IsMalformed);
        Assert.Equal(ArgumentRedaction.Mark, shown.RawText);
        Assert.False(NewRules().Rewrite(JobFilter.Parse("raw*=4111")).Matches(Queued(raw), JobGen.Now));
    }

    [Theory]
    [InlineData("class")]
    [InlineData("message")]
    public void Rule_OfWhatIsNoArgument_IsRefused(string path) => Assert.Throws<ArgumentException>(() => new RedactionRule("*", path));

    private static ArgumentRedaction NewRules() => new([new("Pay*", "args[0]"), new("Pay", "args[1].card"), new("Pay::*", "args[1]")]);

    private static JobRecord Queued(string raw) => new("eu-1", JobSource.Queue("low"), Encoding.UTF8.GetBytes(raw));

    private static JobRecord NewJob(int kind, bool isSorted, string name, string[] secrets)
    {
        var details = name == "Pay::Card" ? secrets[1] : $$"""{"card":{{secrets[1]}},"k":5,"a":"b"}""";
        var args = $"[{secrets[0]},{details},\"a\",{{\"k\":1}}]";
        var payload = kind switch
        {
            0 => $"\"class\":\"{name}\",\"args\":{args}",
            1 => $$"""
                "class":"Sidekiq::ActiveJob::Wrapper","wrapped":"{{name}}","args":[{"job_class":"{{name}}","arguments":{{args}}}]
                """,
            2 => $$"""
                "class":"ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper","args":[{"job_class":"{{name}}","arguments":[{{secrets[3]}}],"arguments":{{args}}}]
                """,
            _ => $"\"args\":[{secrets[3]}],\"class\":\"{name}\",\"args\":{args}",
        };
        var text = $$"""{{{payload}},"jid":"a","queue":"a","error_class":"A","error_message":"a","cattr":{{secrets[2]}},"tags":["a","b"],"created_at":1795444479.25}""";
        var raw = Encoding.UTF8.GetBytes(text.Replace("\"error_message\":\"a\"", $"\"error_message\":{JsonSerializer.Serialize(secrets[0])}", StringComparison.Ordinal));
        return isSorted ? new SortedEntry("eu-1", JobSource.Retry, raw, 5) : new JobRecord("eu-1", JobSource.Queue("a"), raw);
    }
}
