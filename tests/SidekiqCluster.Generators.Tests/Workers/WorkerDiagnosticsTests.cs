using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Generators.Tests.Workers;

public sealed class WorkerDiagnosticsTests
{
    private const string Good = "class GoodJob\n  include Sidekiq::Job\n  sig { params(id: Integer).void }\n  def perform(id); end\nend\n";

    [Theory]
    [InlineData("class A\n  def x\nend\n", 1, "A has no end")]
    [InlineData("class A; end\nend\n", 2, "this end closes nothing")]
    [InlineData("x = 1\ny = \"abc\n", 2, "the string that begins here is never closed")]
    [InlineData("x = 1\ny = <<~SQL\n  select\n", 2, "the heredoc SQL is never closed")]
    [InlineData("class\nend\n", 1, "a name should follow class")]
    public void Skq020_RubyThatCannotBeFollowed_IsToldAtItsLineAndTheRestGenerated(string ruby, int line, string message)
    {
        var run = Run(("bad.rb", ruby), ("good.rb", Good));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("SKQ020", diagnostic.Id);
        Assert.Equal("/app/bad.rb", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(line - 1, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal($"Ruby could not be followed from line {line} on, so classes around it may be missing: {message}", Message(diagnostic));
        Assert.Equal(["GoodJob.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void Skq021_FileThatIsNotUtf8_IsToldAndTheRestGenerated()
    {
        var latin = new TestFile("/app/bad.rb", SourceText.From("class \u00c4rger; end", Encoding.Latin1));

        var run = GeneratorRun.On([], [latin, new TestFile("/app/good.rb", Good)]);

        Assert.Equal("SKQ021 /app/bad.rb: bad.rb is not UTF-8, so it was left out; save it as UTF-8", Show(Assert.Single(run.Diagnostics)));
        Assert.Single(run.Files);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Skq021_FileWhoseBytesWereReplaced_IsToldAndOneThatHoldsTheReplacementIsNot(bool isMarked)
    {
        byte[] mark = isMarked ? [0xEF, 0xBB, 0xBF] : [];
        byte[] latin = [.. mark, .. "# "u8, 0xE9, .. Encoding.UTF8.GetBytes("\n" + Good)];
        byte[] honest = [.. mark, .. Encoding.UTF8.GetBytes("# \uFFFD\n" + Good)];

        Assert.Equal(
            ["SKQ021 /app/a.rb: a.rb is not UTF-8, so it was left out; save it as UTF-8", "SKQ022"],
            RunOf(latin).Diagnostics.Select(Show).Select(text => text.StartsWith("SKQ022", StringComparison.Ordinal) ? "SKQ022" : text).Order());
        Assert.Empty(RunOf(honest).Diagnostics);

        static GeneratorRun RunOf(byte[] bytes) => GeneratorRun.On([], [new TestFile("/app/a.rb", SourceText.From(bytes, bytes.Length, new UTF8Encoding()))]);
    }

    [Fact]
    public void Skq022_FilesWithoutWorkers_AreTold() => AssertOnly(
        "SKQ022 : None of the 2 worker files holds a worker class; check where <SidekiqWorkers> or <SidekiqWorkersFolder> looks",
        ("a.rb", "class User; def perform(id); end; end"),
        ("b.rb", ""));

    [Fact]
    public void Skq022_EmptyFolder_IsTold()
    {
        var run = GeneratorRun.On(["class A;"], [], new() { ["SidekiqWorkersFolder"] = "../app" });

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal(
            "SKQ022 : The folder ../app holds no .rb, .rbi, .rbs or .sidekiq.json file; check where <SidekiqWorkers> or <SidekiqWorkersFolder> looks",
            Show(diagnostic));
    }

    [Fact]
    public void Skq022_NoFiles_IsSilent() => Assert.Empty(GeneratorRun.On("class A;").Diagnostics);

    [Fact]
    public void Skq023_ParameterWithoutType_IsTold() => AssertOnly(
        "SKQ023 /app/a.rb: Parameter user of A has no type that JSON has, so it is a JsonElement; a sig, RBI or RBS can tell the type",
        ("a.rb", "class A\n include Sidekiq::Job\n sig { params(id: Integer, user: User).void }\n def perform(id, user); end\nend"));

    [Fact]
    public void Skq024_RequiredAfterOptional_IsTold()
    {
        var run = Run(("a.rb", "class A\n include Sidekiq::Job\n sig { params(x: String, b: Integer, c: Integer).void }\n def perform(x, b = 1, c); end\nend"));

        Assert.Contains(
            "SKQ024 /app/a.rb: c of A is required but follows an optional or rest parameter, so positions depend on the number of arguments; all of A are JsonElement from b on",
            run.Diagnostics.Select(Show));
        Assert.Contains("string X,\n    params global::System.Collections.Generic.IReadOnlyList<global::System.Text.Json.JsonElement> Rest)", run.Files["A.g.cs"], StringComparison.Ordinal);
        run.Compiles();
    }

    [Fact]
    public void Skq025_NamesThatCSharpHasAnotherUseFor_AreToldWithTheNameTheyGot()
    {
        var run = Run(("a.rb", "class Report\n include Sidekiq::Job\n sig { params(report: Integer, to_string: Integer, user_id: Integer, userId: Integer, _: Integer, class: Integer).void }\n def perform(report, to_string, user_id, userId, _, klass); end\nend"));

        Assert.Equal(
            [
                "report of Report cannot have its name in C#, so it is ReportValue",
                "to_string of Report cannot have its name in C#, so it is ToStringValue",
                "userId of Report cannot have its name in C#, so it is UserIdValue",
            ],
            run.Diagnostics.Where(one => one.Id == "SKQ025").Select(Message));
        run.Compiles();
    }

    [Fact]
    public void Skq025_KeysOfHashesThatAreNoNames_BecomeNames()
    {
        var run = Run(("a.sidekiq.json", """
            { "version": 1, "jobs": { "A": { "parameters": [{ "name": "options", "type": "hash", "keys": {
              "Content-Type": { "type": "string" }, "1st": { "type": "string" }, "line\nbreak": { "type": "string" },
              "discount": { "type": "float" }, "has_discount": { "type": "boolean" } } }] } } }
            """));

        Assert.Equal(["1st of OptionsHash cannot have its name in C#, so it is Arg2"], run.Diagnostics.Select(Message));
        Assert.Contains(
            "string ContentType,\n        string Arg2,\n        string LineBreak,\n        double Discount,\n        bool HasDiscount);",
            run.Files["A.g.cs"],
            StringComparison.Ordinal);
        run.Compiles();
    }

    [Fact]
    public void Skq025_ClassWithinAWorkerOfItsName_GetsAnotherName()
    {
        var run = Run(("a.rb", "class A\n include Sidekiq::Job\n def perform; end\n class B\n  include Sidekiq::Job\n  def perform; end\n end\n class A\n  include Sidekiq::Job\n  def perform; end\n end\n module M\n  class C\n   include Sidekiq::Job\n   def perform; end\n  end\n end\nend"));

        Assert.Equal(["SKQ025 /app/a.rb: The class of A::A cannot have its name in C#, so it is AJob"], run.Diagnostics.Select(Show));
        Assert.Equal(["A.AJob.g.cs", "A.B.g.cs", "A.M.C.g.cs", "A.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
        run.Compiles();
    }

    [Fact]
    public void Skq026_SourcesOfOtherCounts_AreTold() => AssertOnly(
        "SKQ026 /app/a.rbi: /app/a.rbi:3 says of A that it takes 2 arguments; /app/a.rb:4 is believed: 1 argument",
        ("a.rb", "class A\n include Sidekiq::Job\n sig { params(id: Integer).void }\n def perform(id); end\nend"),
        ("a.rbi", "class A\n sig { params(id: String, name: String).void }\n def self.perform_async(id, name); end\nend"));

    [Fact]
    public void Skq026_SourcesOfOtherTypes_AreTold() => AssertOnly(
        "SKQ026 /app/a.sidekiq.json: /app/a.sidekiq.json:2 says of A that id is string; /app/a.rb:4 is believed: integer",
        ("a.rb", "class A\n include Sidekiq::Job\n sig { params(id: Integer).void }\n def perform(id); end\nend"),
        ("a.sidekiq.json", "{\"version\":1,\"jobs\":{\n\"A\":{\"parameters\":[{\"name\":\"id\",\"seen\":{\"string\":3}}]}}}"));

    [Fact]
    public void Skq027_KeywordsOfANativeWorker_AreTold() => AssertOnly(
        "SKQ027 /app/a.rb: perform of A has the keyword parameter force, which no stored job can fill; only Active Job passes keywords",
        ("a.rb", "class A\n include Sidekiq::Job\n def perform(force: false); end\nend"));

    [Fact]
    public void Skq028_OptionThatIsNoLiteral_IsTold() => AssertOnly(
        "SKQ028 /app/a.rb: queue of A is no literal, so it is not known here",
        ("a.rb", "class A\n include Sidekiq::Job\n sidekiq_options queue: ENV.fetch(\"Q\"), retry: 1\n def perform; end\nend"));

    [Fact]
    public void Skq029_WorkerWithoutPerform_IsTold() => AssertOnly(
        "SKQ029 /app/b.rb: B is a worker class without perform, and nothing is derived from it; no record was made",
        ("a.rb", "class A\n include Sidekiq::Job\n def perform; end\nend"),
        ("b.rb", "class B\n include Sidekiq::Job\nend"));

    [Theory]
    [InlineData("{", "a key in quotes is missing")]
    [InlineData("{\"version\":1,}", "a key in quotes is missing")]
    [InlineData("{\"version\":1} x", "something follows the end of the value")]
    [InlineData("nope", "a value is missing")]
    public void Skq030_SchemaThatIsNoJson_IsTold(string json, string message)
    {
        var diagnostic = Assert.Single(Run(("a.sidekiq.json", json), ("good.rb", Good)).Diagnostics);
        Assert.Equal("SKQ030 /app/a.sidekiq.json: The schema file cannot be read: " + message, Show(diagnostic));
    }

    [Theory]
    [InlineData("{\"version\":2}", "version in the schema file: this generator reads version 1")]
    [InlineData("{\"version\":1,\"jobs\":[]}", "jobs in the schema file: it is an object of classes by name")]
    [InlineData("{\"version\":1,\"jobs\":{\"A\":5}}", "A in the schema file: a class is an object")]
    [InlineData("{\"version\":1,\"jobs\":{\"A\":{\"parameters\":5}}}", "A in the schema file: \"parameters\" is an array")]
    [InlineData("{\"version\":1,\"jobs\":{\"a b\":{}}}", "a b in the schema file: it is no Ruby class")]
    [InlineData("{\"version\":1,\"jobs\":{\"GoodJob\":{\"parameters\":[{\"name\":\"id\",\"kind\":\"must\"}]}}}", "GoodJob in the schema file: a kind is req, opt, rest, keyreq, key or keyrest, as Ruby's Method#parameters says")]
    [InlineData("{\"version\":1,\"jobs\":{\"GoodJob\":{\"parameters\":[{\"name\":\"id\",\"type\":\"long\"}]}}}", "GoodJob in the schema file: a type is any, null, boolean, integer, float, decimal, string, date, time, array or hash")]
    public void Skq031_SchemaThatSaysOtherThings_IsTold(string json, string message)
    {
        var diagnostic = Assert.Single(Run(("a.sidekiq.json", json), ("good.rb", Good)).Diagnostics);
        Assert.Equal("SKQ031 /app/a.sidekiq.json: " + message, Show(diagnostic));
    }

    [Theory]
    [InlineData("long Id, long Other", "it has 2 parameters, Ruby has 1")]
    [InlineData("long UserId", "UserId stands for user_id, Ruby has id there")]
    [InlineData("string Id", "Id is string, in Ruby it is integer")]
    [InlineData("long Id = 1", "Id is optional, in Ruby it is required")]
    public void Skq032_RecordThatDiffersFromRuby_IsTold(string parameters, string difference)
    {
        var run = GeneratorRun.On(
            [$"[SidekiqCluster.SidekiqJob(\"GoodJob\")] public partial record Good({parameters});"], [new TestFile("/app/good.rb", Good)]);

        Assert.Equal("SKQ032 /app/good.rb: The C# record Good of GoodJob differs from /app/good.rb:1: " + difference, Show(Assert.Single(run.Diagnostics)));
        Assert.Equal(["Good.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void Skq032_RecordThatAgreesWithRuby_IsSilent() => Assert.Empty(GeneratorRun.On(
        ["[SidekiqCluster.SidekiqJob(\"GoodJob\")] public partial record Good(int Id);"], [new TestFile("/app/good.rb", Good)]).Diagnostics);

    [Fact]
    public void Generate_KeysThatAreNoNames_BecomeNamesOfTheirWords()
    {
        var run = GeneratorRun.On([], [new TestFile(
            "/src/all.sidekiq.json",
            """
            {"version":1,"jobs":{"GoodJob":{"parameters":[{"name":"o","type":"hash","keys":{
              "content-type":{"type":"string"},"a b.c":{"type":"string"},"1st":{"type":"string"},"":{"type":"string"},"\"q\\":{"type":"string"},"größe":{"type":"string"}
            }}]}}}
            """)]);

        run.Compiles();
        Assert.Contains("string ContentType, string ABC, string Arg3, string Arg4, string Q, string Größe", run.Files["GoodJob.g.cs"].Replace(",\n", ",", StringComparison.Ordinal).Replace("        ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.rb", "module Billing\n  class {\n    include Sidekiq::Job\n    def perform(id)\n    end\n  end\nend\n")]
    [InlineData("a.rbs", "module Billing\n  class ::\n    include Sidekiq::Job\n    def perform: (Integer id) -> void\n  end\nend\n")]
    public void Generate_ClassWithoutAName_IsLeftOut(string name, string text)
    {
        var run = Run((name, text));
        run.Compiles();
        Assert.DoesNotContain(run.Result.GeneratedSources, source => source.HintName.Contains("Billing", StringComparison.Ordinal));
    }

    [Fact]
    public void Generate_FilesWithAPieceCutOutOrPutIn_NeverThrowsAndCompiles() =>
        Gen.Select(
            Gen.OneOf(WorkerFiles.Charge, WorkerFiles.Plain, WorkerFiles.ActiveJob, WorkerFiles.Rbi),
            Gen.OneOf("/app/a.rb", "/app/a.rbi", "/app/a.rbs", "/app/a.sidekiq.json"),
            Gen.Int[0, 3000],
            Gen.Int[0, 40],
            Gen.OneOf("", "\"#{", "<<~X", "class ", "end\n", "{", "def perform(", "%w[", "sig {", "(((((((("))
            .Sample(
                one =>
                {
                    var run = GeneratorRun.On([], [new TestFile(one.Item2, Change(one.Item1, one.Item3, one.Item4, one.Item5))]);
                    Assert.Equal("", run.Result.Exception?.ToString() ?? "");
                    run.Compiles();
                },
                iter: TestSizes.RubyStates,
                threads: 1);

    private static string Change(string text, int at, int length, string insert)
    {
        var start = at % text.Length;
        return text.Remove(start, Math.Min(length, text.Length - start)).Insert(start, insert);
    }

    private static void AssertOnly(string expected, params (string Name, string Text)[] files) =>
        Assert.Equal(expected, string.Join("\n", Run(files).Diagnostics.Select(Show)));

    private static GeneratorRun Run(params (string Name, string Text)[] files) =>
        GeneratorRun.On([], [.. files.Select(file => new TestFile("/app/" + file.Name, file.Text))]);

    private static string Show(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Location.GetLineSpan().Path}: {Message(diagnostic)}";

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
