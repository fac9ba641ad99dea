using System.Text;
using System.Text.Json;
using SidekiqCluster.Filters;
using SidekiqCluster.Payloads;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterAllocationTests
{
    /// <summary>Filters that no job of the fixtures matches, over every field and operator.</summary>
    private static readonly string[] Unmatched =
    [
        "class=Nope", "class:*No?e*", "class^=Nope", "class*=Nope", "class$=Nope", "class>zzz", "class=(Nope,No,Ne)", "class:Nope*#x",
        "queue=nope", "queue:*no?e", "jid=nope", "jid:*x?z*", "tag=nope", "tag>zzz", "tag:*n?pe", "bid=nope", "error=Nope", "error:*Nope?",
        "message*=nope!", "message:*n?pe!*", "message<\"\\u0001\"", "retry>9999999", "retry=-7.5e3", "retry=(7777,8888)", "score<-1", "score=(-1,-2)",
        "at<1970-01-01", "at>+365000d", "created>+100d", "created<1900-01-01", "enqueued=2001-01-01", "enqueued>+100d", "failed>+100d",
        "retried>+100d", "age<-100d", "malformed=true malformed=false", "shard=nope", "shard:?", "source=queue:nope", "source:nope*", "target=Nope",
        "method:n?pe", "raw=nope", "raw*=\"nope!\"", "raw:n?pe*", "args[0]=12345678987654321", "args[0]:*n?pe!", "args[0].k.\"odd key\"[3]=x",
        "args[1].email:*@nope!", "args[2]>1e400", "args[0]<-1e400", "args[0]=(\"nope!\",123454321)", "args[7][1]=true", "args=null malformed=false",
        "-class:*x* -class!=null -class=null", "(class=Nope or args[0]=\"nope!\") created>-9999d", "-*",
    ];

    [Fact]
    public void Matches_JobsThatDoNotMatch_AllocatesNothing()
    {
        var payloads = Payloads().Where(raw => !IsException(raw)).ToArray();
        var withoutDelayedCalls = payloads.Where(raw => !IsDelayedCall(raw)).ToArray();
        foreach (var text in Unmatched)
        {
            var evaluator = JobFilter.Parse(text).Evaluator;
            var jobs = text.Contains("args", StringComparison.Ordinal) ? withoutDelayedCalls : payloads;
            Assert.Equal((text, 0L, 0), (text, Allocations.Least(() => CountMatches(evaluator, jobs)), CountMatches(evaluator, jobs)));
        }
    }

    [Fact]
    public void Matches_ComparisonsThatHold_AllocateNothingEither()
    {
        var evaluator = JobFilter.Parse("class!=nope or args[0]!=null or raw:*").Evaluator;
        var jobs = Payloads().Where(raw => !IsException(raw) && !IsDelayedCall(raw)).ToArray();
        Assert.Equal(jobs.Length, CountMatches(evaluator, jobs));
        Assert.Equal(0, Allocations.Least(() => CountMatches(evaluator, jobs)));
    }

    /// <summary>What the evaluator's description names: delayed calls that only the whole YAML tells.</summary>
    private static bool IsException(byte[] raw)
    {
        if (!PayloadLayout.TryRead(raw, out var layout))
        {
            return false;
        }

        var display = JobDisplay.Of(raw, layout);
        return IsDelayedCall(raw) && (display.Call is not null || display.Kind != JobDisplayKind.DelayedExtension);
    }

    private static int CountMatches(JobFilterEvaluator evaluator, byte[][] payloads)
    {
        var count = 0;
        var queued = new JobFilterContext("s1", JobSource.Queue("default"), null, JobGen.Now);
        var dead = new JobFilterContext("s1", JobSource.Dead, 1795444479.25, JobGen.Now);
        foreach (var raw in payloads)
        {
            count += evaluator.Matches(raw, queued) || evaluator.Matches(raw, dead) ? 1 : 0;
        }

        return count;
    }

    private static bool IsDelayedCall(byte[] raw) => raw.AsSpan().IndexOf("Sidekiq::Extensions::Delayed"u8) >= 0;

    /// <summary>All jobs of the fixtures, and some with long texts, escapes and bytes that are not UTF-8.</summary>
    private static IEnumerable<byte[]> Payloads()
    {
        foreach (var version in new[] { "sidekiq-6.4.1", "sidekiq-8.1.7" })
        {
            var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", version, "commands.resp.json");
            foreach (var key in JsonElement.Parse(File.ReadAllBytes(path)).GetProperty("keys").EnumerateArray())
            {
                var jobs = key.GetProperty("type").GetString() switch
                {
                    "list" when key.GetProperty("key").ValueKind == JsonValueKind.String => key.GetProperty("value").EnumerateArray(),
                    "zset" when key.GetProperty("key").ValueEquals("retry") || key.GetProperty("key").ValueEquals("dead")
                        || key.GetProperty("key").ValueEquals("schedule") => key.GetProperty("value").EnumerateArray(),
                    _ => default,
                };
                foreach (var job in jobs)
                {
                    var raw = job.ValueKind == JsonValueKind.Array ? job[0] : job;
                    yield return raw.ValueKind == JsonValueKind.Object
                        ? raw.GetProperty("b64").GetBytesFromBase64()
                        : Encoding.UTF8.GetBytes(raw.GetString()!);
                }
            }
        }

        yield return "{\"class\":\"A\",\"args\":[1"u8.ToArray();
        yield return "{\"class\":\"A\",\"args\":[1,]}"u8.ToArray();

        var longText = string.Concat(Enumerable.Repeat("\\u00e9\\n\u00FF", 3_000));
        yield return Encoding.Latin1.GetBytes($"{{\"class\":\"\\u0041\u00FF\",\"args\":[\"{longText}\",{{\"\\u006b\":\"{longText}\"}}],\"error_message\":\"{longText}\"}}");
    }
}
