using System.Text;

namespace SidekiqCluster.Abstractions.Tests.TypedJobs;

public sealed class JobSchemaSamplerTests
{
    [Fact]
    public void Sample_JobsOfOneClass_CountsTypesPositionsAndKeys() => Check(
        [
            Plain("A::B", """[7, {"currency":"EUR","cap":5}, "x"]"""),
            Plain("A::B", """[12, {"currency":"CHF","currency":"USD"}]"""),
            Plain("A::B", """[null, null, 2.50, [1, 1e2, true]]"""),
            Plain("A::B", """[123456789012345678901, {}]"""),
        ],
        """
        {
          "version": 1,
          "jobs": {
            "A::B": {
              "api": "sidekiq",
              "sampled": 4,
              "options": {
                "queue": "low"
              },
              "parameters": [
                {
                  "kind": "req",
                  "seen": {
                    "null": 1,
                    "integer": 2,
                    "any": 1
                  },
                  "examples": {
                    "integer": 7,
                    "any": 123456789012345678901
                  }
                },
                {
                  "kind": "req",
                  "seen": {
                    "null": 1,
                    "hash": 3
                  },
                  "keys": {
                    "cap": {
                      "seen": {
                        "integer": 1
                      },
                      "examples": {
                        "integer": 5
                      },
                      "optional": true
                    },
                    "currency": {
                      "seen": {
                        "string": 3
                      },
                      "examples": {
                        "string": "CHF"
                      },
                      "optional": true
                    }
                  }
                },
                {
                  "kind": "opt",
                  "seen": {
                    "float": 1,
                    "string": 1
                  },
                  "examples": {
                    "float": 2.50,
                    "string": "x"
                  }
                },
                {
                  "kind": "opt",
                  "seen": {
                    "array": 1
                  },
                  "element": {
                    "seen": {
                      "boolean": 1,
                      "integer": 1,
                      "float": 1
                    },
                    "examples": {
                      "boolean": true,
                      "integer": 1,
                      "float": 1e2
                    }
                  }
                }
              ]
            }
          }
        }

        """);

    [Fact]
    public void Sample_ActiveJobWithKeywords_HasKeywordParameters() => Check(
        [
            Active("R", """[5, {"format":"pdf","page":1,"_aj_ruby2_keywords":["format","page"]}]"""),
            Active("R", """[{"_aj_globalid":"gid://shop/User/1"}, {"format":"csv","_aj_ruby2_keywords":["format"]}]"""),
        ],
        """
        {
          "version": 1,
          "jobs": {
            "R": {
              "api": "active_job",
              "sampled": 2,
              "options": {
                "queue": "low"
              },
              "parameters": [
                {
                  "kind": "req",
                  "seen": {
                    "integer": 1,
                    "string": 1
                  }
                },
                {
                  "kind": "keyreq",
                  "name": "format",
                  "seen": {
                    "string": 2
                  }
                },
                {
                  "kind": "key",
                  "name": "page",
                  "seen": {
                    "integer": 1
                  }
                }
              ]
            }
          }
        }

        """,
        keepsExamples: false);

    [Fact]
    public void Sample_EncryptedJob_ShowsNothingOfItsLastArgument()
    {
        var sampler = new JobSchemaSampler();
        sampler.Add(Job("""{"class":"A","queue":"default","encrypt":true,"args":[5,"c2VjcmV0"]}"""));
        var file = Encoding.UTF8.GetString(sampler.ToUtf8Json());

        Assert.DoesNotContain("c2VjcmV0", file, StringComparison.Ordinal);
        Assert.Equal(JobValueKind.Int64, JobSchemas.Parse(sampler.ToUtf8Json())[0].Parameters[0].Type.Kind);
        Assert.Equal(JobValueKind.Any, JobSchemas.Parse(sampler.ToUtf8Json())[0].Parameters[1].Type.Kind);
    }

    [Fact]
    public void Sample_HashOfManyKeys_IsOneOfAnyKeys()
    {
        var sampler = new JobSchemaSampler { KeepsExamples = false };
        for (var number = 0; number < 60; number++)
        {
            sampler.Add(Plain("A", $$"""[{"id{{number}}":{"n":{{number}} } }]"""));
        }

        var type = JobSchemas.Parse(sampler.ToUtf8Json())[0].Parameters[0].Type;
        Assert.Equal(JobValueKind.Map, type.Kind);
        Assert.Equal(JobValueKind.Record, type.Element!.Kind);
        Assert.Equal(JobValueKind.Int64, Assert.Single(type.Element.Keys).Type.Kind);
        Assert.Contains("\"integer\": 60", Encoding.UTF8.GetString(sampler.ToUtf8Json()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"class\":\"A\"")]
    [InlineData("[]")]
    public void Sample_MalformedJob_IsCounted(string raw)
    {
        var sampler = new JobSchemaSampler();
        sampler.Add(Job(raw));
        Assert.Equal((1, 0, 0), (sampler.MalformedJobs, sampler.OtherJobs, sampler.Classes));
    }

    [Theory]
    [InlineData("""{"class":"A","args":null}""")]
    [InlineData("""{"class":"no class","args":[]}""")]
    [InlineData("""{"args":[]}""")]
    [InlineData("""{"class":"Sidekiq::Extensions::DelayedClass","args":["---\n- !ruby/class 'User'\n- :greet\n- []\n"]}""")]
    public void Sample_JobThatNoRecordDescribes_IsCounted(string raw)
    {
        var sampler = new JobSchemaSampler();
        sampler.Add(Job(raw));
        Assert.Equal((0, 1, 0), (sampler.MalformedJobs, sampler.OtherJobs, sampler.Classes));
    }

    [Fact]
    public void Sample_MostOfAClass_LooksIntoNoMore()
    {
        var sampler = new JobSchemaSampler { MostOfAClass = 2 };
        foreach (var name in new[] { "A", "A", "B", "A" })
        {
            sampler.Add(Plain(name, "[1]"));
        }

        Assert.Equal((3, 2), (sampler.SampledJobs, sampler.Classes));
    }

    private static void Check(IEnumerable<JobRecord> jobs, string expected, bool keepsExamples = true)
    {
        var sampler = new JobSchemaSampler { KeepsExamples = keepsExamples };
        foreach (var job in jobs)
        {
            sampler.Add(job);
        }

        Assert.Equal(expected, Encoding.UTF8.GetString(sampler.ToUtf8Json()));
    }

    private static JobRecord Plain(string name, string args) =>
        Job($$"""{"args":{{args}},"class":"{{name}}","queue":"low","retry":true}""");

    private static JobRecord Active(string name, string args) => Job(
        $$"""{"args":[{"arguments":{{args}},"job_class":"{{name}}"}],"class":"Sidekiq::ActiveJob::Wrapper","wrapped":"{{name}}","queue":"low"}""");

    private static JobRecord Job(string raw) => new("eu-1", JobSource.Dead, Encoding.UTF8.GetBytes(raw));
}
