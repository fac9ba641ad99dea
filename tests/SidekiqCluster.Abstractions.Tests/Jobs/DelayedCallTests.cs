using System.Text.Json;
using SidekiqCluster.Payloads;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Jobs;

public sealed class DelayedCallTests
{
    private const string ConciseUser = """
        !ruby/object:User
          concise_attributes:
          - !ruby/object:ActiveModel::Attribute::FromDatabase
            name: id
            value_before_type_cast: 1
          - !ruby/object:ActiveModel::Attribute::FromDatabase
            name: name
            value_before_type_cast: Bob
          new_record: false
          active_record_yaml_version: 2
        """;

    [Theory]
    [InlineData("---\n- !ruby/class 'User'\n- :reindex\n- - 1\n  - :sym\n  - s\n  - k: 1\n", "User.reindex", """[1,":sym","s",{"k":1}]""")]
    [InlineData("---\n- !ruby/class 'User'\n- :m\n- []\n", "User.m", "[]")]
    [InlineData("---\n- !ruby/class 'Admin::Report'\n- :run\n- - 1\n  - :a: 2\n", "Admin::Report.run", """[1,{":a":2}]""")]
    [InlineData("---\n- !ruby/module 'Util'\n- :run\n- []\n", "Util.run", "[]")]
    [InlineData("---\n- !ruby/class 'UserMailer'\n- :welcome\n- - 42\n  - bob@example.com\n", "UserMailer.welcome", """[42,"bob@example.com"]""")]
    [InlineData("---\n- UserMailer\n- :greet\n- - ünï\n  -\n  - 1.5\n  - true\n- {}\n", "UserMailer.greet", """["ünï",null,1.5,true]""")]
    [InlineData("---\n- UserMailer\n- :welcome\n- - 1\n  - 2\n- a: 1\n", "UserMailer.welcome", """[[1,2],{"a":1}]""")]
    [InlineData("---\n- !ruby/class User\n- :\"foo bar\"\n- []\n", "User.foo bar", "[]")]
    [InlineData("---\n- &2 !ruby/class 'User'\n- :save!\n- - *2\n", "User.save!", """["User"]""")]
    [InlineData("---\n- \"A\\\"B\"\n- m\n- 5\n", "A\"B.m", "[5]")]
    [InlineData("- User\n- :m\n", "User.m", "[]")]
    public void Call_AsRubyWritesIt_ShowsTargetMethodAndArguments(string yaml, string name, string args) => AssertShown(yaml, name, args);

    /// <summary>What Psych 4.0.4 dumps of one of each kind.</summary>
    [Theory]
    [InlineData(":sym", "\":sym\"")]
    [InlineData(":foo bar", "\":foo bar\"")]
    [InlineData(":\"a.b\"", "\":a.b\"")]
    [InlineData("\":sym\"", "\":sym\"")]
    [InlineData("!ruby/symbol", "\":\"")]
    [InlineData("''", "\"\"")]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("yes", "true")]
    [InlineData("Off", "false")]
    [InlineData("y", "\"y\"")]
    [InlineData("'123'", "\"123\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("1.0e+20", "1.0e+20")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("1208925819614629174706176", "1208925819614629174706176")]
    [InlineData("|-\n    a\n    b", "\"a\\nb\"")]
    [InlineData("|\n    a\n    b", "\"a\\nb\\n\"")]
    [InlineData("'long words\n    folded'", "\"long words folded\"")]
    [InlineData("2020-01-02", "\"2020-01-02\"")]
    [InlineData("2020-01-02 03:04:05.000000000 Z", "\"2020-01-02 03:04:05.000000000 Z\"")]
    [InlineData("!binary |-\n    dGV4dA==", "\"text\"")]
    [InlineData("!binary |-\n    /wBiaW4=", "\"/wBiaW4=\"")]
    [InlineData("!ruby/range\n    begin: 1\n    end: 3\n    excl: false", "\"1..3\"")]
    [InlineData("!ruby/range\n    begin: a\n    end: c\n    excl: true", "\"a...c\"")]
    [InlineData("!ruby/object:BigDecimal 18:0.15e1", "\"0.15e1\"")]
    [InlineData("!ruby/object:BigDecimal 18:0.15e+1", "0.15e+1")]
    [InlineData("!ruby/object:BigDecimal 9:NaN", "\"NaN\"")]
    [InlineData("!ruby/class 'Foo'", "\"Foo\"")]
    [InlineData("!ruby/regexp /re/i", "\"/re/i\"")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("!!int '5'", "5")]
    [InlineData("!ruby/hash:ActiveSupport::HashWithIndifferentAccess\n    a: 1", """{"a":1}""")]
    [InlineData(":a: 1\n    b: 2\n    3: 4\n    ! '': 5", """{":a":1,"b":2,"3":4,"":5}""")]
    [InlineData("!ruby/object:Foo\n    a: 1\n    b: x", """{"class":"Foo","a":1,"b":"x"}""")]
    [InlineData("!ruby/struct:S\n    q: 3", """{"class":"S","q":3}""")]
    [InlineData("!ruby/object:ActiveSupport::Duration\n    value: 259200\n    parts:\n      :days: 3", """{"class":"ActiveSupport::Duration","value":259200,"parts":{":days":3}}""")]
    [InlineData("!ruby/object:Old\n    attributes:\n      id: 7\n      name: x\n    new_record: false", """{"class":"Old","id":7}""")]
    [InlineData("!ruby/object:Old\n    raw_attributes:\n      id: '7'\n    attributes: !ruby/object:ActiveRecord::AttributeSet\n      x: 1", """{"class":"Old","id":"7"}""")]
    [InlineData("!ruby/object:New\n    concise_attributes:\n    - !ruby/object:ActiveModel::Attribute::FromDatabase\n      name: id\n    new_record: true", """{"class":"New","id":null}""")]
    [InlineData("&1\n    - 1\n  - *1", "[1],[1]")]
    [InlineData("&1 {a: 1}\n  - <<: *1\n    b: 2", """{"a":1},{"<<":{"a":1},"b":2}""")]
    [InlineData("\"\\U0001F600\"", "\"😀\"")]
    public void Argument_OfEveryKind_IsShownAsJson(string yaml, string json) =>
        AssertShown($"---\n- !ruby/class 'A'\n- :m\n- - {yaml}\n", "A.m", $"[{json}]");

    [Fact]
    public void Receiver_ThatIsARecord_IsShownByClassAndId()
    {
        var yaml = $"---\n- {ConciseUser}\n- :greet\n- - 1\n  - {ConciseUser.Replace("\n", "\n  ", StringComparison.Ordinal)}\n";

        AssertShown(yaml, "User#1.greet", """[1,{"class":"User","id":1}]""");
        Assert.Equal("User#1.greet", Job(yaml, "DelayedModel", "#<User:0x00007f0000000000>.greet").DisplayClass);
        Assert.Equal("Mine", Job(yaml, "DelayedModel", "Mine").DisplayClass);
    }

    [Theory]
    [InlineData("---\n- !ruby/class 'User'\n- :m\n- []\n", "User", "m")]
    [InlineData("---\n- &1 !ruby/class 'User'\n- :m\n- []\n", "User", "m")]
    [InlineData("---\n- " + ConciseUser + "\n- :greet\n- []\n", "User", "greet")]
    public void TargetAndMethod_OfEveryHead_AreTold(string yaml, string target, string method)
    {
        var raw = Job(yaml).Raw.Span;
        Assert.True(PayloadLayout.TryRead(raw, out var layout));
        var display = JobDisplay.Of(raw, layout);

        Assert.Equal(JobDisplayKind.DelayedExtension, display.Kind);
        Assert.Equal(target, JsonText.DecodeContent(display.Target));
        Assert.Equal(method, JsonText.DecodeContent(display.Method));
    }

    [Fact]
    public void UsualHead_IsReadWithoutAllocating()
    {
        var raw = Job("---\n- !ruby/class 'Admin::Report'\n- :run!\n- - 1\n  - x\n").Raw;
        Assert.Equal(0, Allocations.Least(() => Locate(raw.Span)));

        static void Locate(ReadOnlySpan<byte> raw)
        {
            PayloadLayout.TryRead(raw, out var layout);
            Assert.True(JobDisplay.Of(raw, layout).Method.SequenceEqual("run!"u8));
        }
    }

    [Theory]
    [InlineData("--- [unterminated")]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("---\n- \"A\"\n- :m\n- [\"\\ud83d\"]\n")]
    [InlineData("---\n- User\n")]
    [InlineData("---\n- [1]\n- :m\n- []\n")]
    [InlineData("---\n- *1\n- :m\n- []\n")]
    [InlineData("---\na: 1\n")]
    [InlineData("---\n- \"A\"\n- :m\n- - ? [1]\n    : 2\n")]
    public void Yaml_ThatIsNoCall_ShowsTheJobAsItIs(string yaml) =>
        AssertShown(yaml, "Sidekiq::Extensions::DelayedClass", JsonSerializer.Serialize(new[] { yaml }, Relaxed));

    [Fact]
    public void Yaml_DamagedBehindAUsualHead_StillTellsTargetAndMethod()
    {
        const string Yaml = "---\n- !ruby/class 'User'\n- :m\n- - [unterminated\n";

        AssertShown(Yaml, "User.m", JsonSerializer.Serialize(new[] { Yaml }, Relaxed));
    }

    [Theory]
    [InlineData("laughs")]
    [InlineData("records")]
    [InlineData("keys")]
    [InlineData("cycle")]
    [InlineData("deep")]
    [InlineData("long")]
    public void Yaml_ThatWouldGrowWithoutEnd_IsShownAsItIs(string bomb)
    {
        var yaml = $"---\n- !ruby/class 'A'\n- :m\n- - {ArgumentOf(bomb)}\n";

        Assert.Equal(yaml, Assert.Single(Job(yaml).DisplayArgs.EnumerateArray()).GetString());
    }

    private static string ArgumentOf(string bomb) => bomb switch
    {
        "laughs" => "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghij".Select(
            name => $"    {name}: &{name} [{string.Join(',', Enumerable.Repeat($"*{(char)(name - 1)}", 9))}]\n")),
        "records" => "&r !ruby/object:User\n    attributes: {id: 1" + Repeat(", a: 1", 2000) + "}\n" + Repeat("  - *r\n", 20_000),
        "keys" => "{&k " + Repeat("k", 50_000) + ": 1" + Repeat(", *k : 1", 1000) + "}",
        "cycle" => "&a\n    - *a",
        "deep" => Repeat("[", 100_000) + Repeat("]", 100_000),
        _ => Repeat("x", YamlReader.MaxLength),
    };

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void AssertShown(string yaml, string name, string args)
    {
        var job = Job(yaml);
        Assert.Equal(name, job.DisplayClass);
        Assert.Equal(JsonDocument.Parse(args).RootElement.GetRawText(), job.DisplayArgs.GetRawText());
    }

    private static JobRecord Job(string yaml, string kind = "DelayedClass", string? displayClass = null) => new(
        "s",
        JobSource.Dead,
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object?>
            {
                ["class"] = "Sidekiq::Extensions::" + kind,
                ["args"] = new[] { yaml },
                ["display_class"] = displayClass,
            },
            Relaxed));
}
