using System.Text;
using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterMatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", true)]
    [InlineData("class:HardJob queue:low args[0]>5 args[1].email:*@example.com error:Timeout* age>59m -tag:vip", true)]
    [InlineData("class:Hard*", true)]
    [InlineData("class:hard*", false)]
    [InlineData("class:HardJo?", true)]
    [InlineData("class:Hard", false)]
    [InlineData("class^=Hard class$=Job class*=rdJ", true)]
    [InlineData("class=(A,HardJob)", true)]
    [InlineData("class=(A,B)", false)]
    [InlineData("class=()", false)]
    [InlineData("source=queue:low source:queue:* shard=s1", true)]
    [InlineData("tag:b*", true)]
    [InlineData("tag=a tag=beta", true)]
    [InlineData("tag!=a", true)]
    [InlineData("-tag=a", false)]
    [InlineData("tag!=null -tag=null", true)]
    [InlineData("bid=null", true)]
    [InlineData("bid!=null or bid!=x or bid:* or bid<z", false)]
    [InlineData("retry=0 retry<1 retry>=-1 retry=-0.0 retry=0e5", true)]
    [InlineData("created<2026-11-23T14:00:00.250001Z created=2026-11-23T14:00:00.25Z created=1795442400.25", true)]
    [InlineData("created>-1h created<-59m", true)]
    [InlineData("age>59m59s age<1h", true)]
    [InlineData("retried=null retried!=null", false)]
    [InlineData("malformed=false malformed!=true", true)]
    [InlineData("score=null at=null -score>0", true)]
    [InlineData("target=null method=null", true)]
    [InlineData("raw*=\"\\\"class\\\":\"", true)]
    [InlineData("raw:*HardJob*", true)]
    [InlineData("raw:HardJob*", false)]
    public void Matches_AQueuedJob(string filter, bool expected)
    {
        var job = AJob.Retrying().With(queue: "low", args: [7, new JsonObject { ["email"] = "bob@example.com" }])
            .With("tags", new JsonArray("a", "beta"));
        AssertMatch(expected, filter, new JobRecord("s1", JobSource.Queue("low"), job.Bytes));
    }

    [Theory]
    [InlineData("args[0]=5", "[5]", true)]
    [InlineData("args[0]=5", "[5.0]", true)]
    [InlineData("args[0]=5", "[\"5\"]", false)]
    [InlineData("args[0]!=5", "[\"5\"]", false)]
    [InlineData("args[0]!=5", "[]", false)]
    [InlineData("args[0]!=5", "[null]", false)]
    [InlineData("args[0]!=5", "[6]", true)]
    [InlineData("args[0]=\"5\"", "[\"5\"]", true)]
    [InlineData("args[0]:5", "[5]", false)]
    [InlineData("args[0]=null", "[]", true)]
    [InlineData("args[0]=null", "[null]", true)]
    [InlineData("args[0]!=null", "[null]", false)]
    [InlineData("args[0]!=null", "[{}]", true)]
    [InlineData("args[0]=true", "[true]", true)]
    [InlineData("args[0]!=true", "[false]", true)]
    [InlineData("args[0]!=true", "[1]", false)]
    [InlineData("args[0]=9007199254740993", "[9007199254740993]", true)]
    [InlineData("args[0]=9007199254740993", "[9007199254740992]", false)]
    [InlineData("args[0]>123456789012345678901234567889", "[123456789012345678901234567890]", true)]
    [InlineData("args[0]=0.1", "[0.1000000000000000055511151231257827]", false)]
    [InlineData("args[0]<1e999999999", "[1e999999998]", true)]
    [InlineData("args[0]>1e99999999999999999999999999999998", "[1e99999999999999999999999999999999]", true)]
    [InlineData("args[0]=10e99999999999999999999999999999998", "[1e99999999999999999999999999999999]", true)]
    [InlineData("args[0].a.b[1]=x", "[{\"a\":{\"b\":[0,\"x\"]}}]", true)]
    [InlineData("args[0].a=2", "[{\"a\":1,\"a\":2}]", true)]
    [InlineData("args[0].a=1", "[{\"a\":1,\"a\":2}]", false)]
    [InlineData("args[0].\"odd key\"=1", "[{\"odd\\u0020key\":1}]", true)]
    [InlineData("args[0].0=1", "[[1]]", false)]
    [InlineData("args[0][0]=1", "[{\"0\":1}]", false)]
    [InlineData("args[0]=\"a\\nb\\\"\\\\é😀\"", "[\"a\\nb\\\"\\\\\\u00e9\\ud83d\\ude00\"]", true)]
    [InlineData("args[0]:a?b", "[\"a😀b\"]", true)]
    [InlineData("args[0]:a??b", "[\"a😀b\"]", false)]
    [InlineData("args[0]:\\*", "[\"*\"]", true)]
    [InlineData("args[0]:\\*", "[\"a\"]", false)]
    [InlineData("args[0]>=2026-01-01 args[0]<2027-01-01", "[\"2026-11-23\"]", true)]
    [InlineData("args!=null", "[]", true)]
    [InlineData("args=null", "[]", false)]
    [InlineData("args[0]=(1,2,\"x\",null)", "[\"x\"]", true)]
    [InlineData("args[0]=(1,2,\"x\",null)", "[2.0]", true)]
    [InlineData("args[0]=(1,2,\"x\",null)", "[]", true)]
    [InlineData("args[0]=(1,2,\"x\",null)", "[3]", false)]
    public void Matches_Arguments(string filter, string args, bool expected) =>
        AssertMatch(expected, filter, Job($"{{\"class\":\"A\",\"args\":{args}}}"));

    [Theory]
    [InlineData("class=AJ args[0]=gid://app/User/1 args[1].k=5 args[1]._aj_symbol_keys=null", true)]
    [InlineData("class=Sidekiq::ActiveJob::Wrapper", false)]
    [InlineData("args[0]._aj_globalid!=null", false)]
    public void Matches_ActiveJob_SeesWhatItShows(string filter, bool expected) => AssertMatch(expected, filter, Job(
        """
        {"class":"Sidekiq::ActiveJob::Wrapper","wrapped":"AJ","args":[{"job_class":"AJ","arguments":
        [{"_aj_globalid":"gid://app/User/1"},{"k":5,"_aj_symbol_keys":["k"]}]}]}
        """));

    [Theory]
    [InlineData("class=User.reindex target=User method=reindex args[0]=1 args[1].k=x", true)]
    [InlineData("class=Sidekiq::Extensions::DelayedClass", false)]
    [InlineData("target=null", false)]
    public void Matches_DelayedExtension_SeesTheCall(string filter, bool expected) => AssertMatch(expected, filter, Job(
        """{"class":"Sidekiq::Extensions::DelayedClass","args":["---\n- !ruby/class 'User'\n- :reindex\n- - 1\n  - k: x\n"]}"""));

    /// <summary>No byte of this payload is escaped, and yet the texts asked for do not stand in it.</summary>
    [Fact]
    public void Matches_DelayedExtensionOnOneLine_SeesTheCall() => AssertMatch(
        true,
        "class=User.reindex args[0]=a'b",
        Job("""{"class":"Sidekiq::Extensions::DelayedClass","args":["[!ruby/class 'User', :reindex, ['a''b']]"]}"""));

    [Theory]
    [InlineData("class:PMailer#h*", true)]
    [InlineData("class=PMailer#hello args[0]=null args[1][0]=5", true)]
    public void Matches_Mail_SeesMailerAndAction(string filter, bool expected) => AssertMatch(expected, filter, Job(
        """
        {"class":"Sidekiq::ActiveJob::Wrapper","wrapped":"ActionMailer::MailDeliveryJob","args":[{"arguments":
        ["PMailer","hello","deliver_now",{"args":[5],"_aj_ruby2_keywords":["args"]}]}]}
        """));

    [Fact]
    public void Matches_EncryptedArgument_IsHidden()
    {
        var job = Job("""{"class":"A","args":[1,"BAhTOh"],"encrypt":true}""");
        AssertMatch(true, "args[1]=\"[encrypted data]\" args[0]=1 args[1]*=encrypted", job);
        AssertMatch(false, "args[1]=BAhTOh", job);
    }

    [Theory]
    [InlineData("malformed=true source=dead shard=s1 score=5 at=1970-01-01T00:00:05Z raw=\"{\\\"class\\\":\\\"A\\\"\"", true)]
    [InlineData("class=null jid=null tag=null args=null args[0]=null created=null age=null retry=null queue=null", true)]
    [InlineData("class:* or jid:* or args[0]!=null or age>0s or queue:*", false)]
    public void Matches_Malformed_HasOnlyItsPlaceAndBytes(string filter, bool expected) =>
        AssertMatch(expected, filter, new SortedEntry("s1", JobSource.Dead, Encoding.UTF8.GetBytes("{\"class\":\"A\""), 5));

    [Fact]
    public void Matches_BytesThatAreNotUtf8_ReadAsReplacement()
    {
        var raw = Encoding.Latin1.GetBytes("{\"class\":\"A\u00FFB\",\"args\":[\"\\ud800\"]}");
        AssertMatch(true, "class:A?B class=A\uFFFDB args[0]=\uFFFD raw:*\uFFFD*", new JobRecord("s", JobSource.Dead, raw));
    }

    [Fact]
    public void Matches_LongText_IsComparedWhole()
    {
        var text = string.Concat(Enumerable.Repeat("é\\n\\u00e9x", 20_000));
        var job = Job($"{{\"class\":\"A\",\"error_message\":\"{text}end\"}}");
        AssertMatch(true, "message$=\"é\\néxend\" message:é*end", job);
        AssertMatch(false, "message$=xen", job);
    }

    private static JobRecord Job(string json) => new("s1", JobSource.Queue("low"), Encoding.UTF8.GetBytes(json));

    private static void AssertMatch(bool expected, string filter, JobRecord job) =>
        Assert.Equal(expected, JobFilter.Parse(filter).Matches(job, Now));
}
