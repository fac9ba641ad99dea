using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Tests.Diagnostics;

public sealed class JobDiagnosticsTests
{
    [Theory]
    [InlineData("[SidekiqJob(\"A\")] public record A(long X);", "A cannot hold the arguments of A: A is not partial; add the word")]
    [InlineData("[SidekiqJob(\"A\")] public partial class A;", "A cannot hold the arguments of A: it is no record class; declare it as \"partial record\"")]
    [InlineData("[SidekiqJob(\"A\")] public abstract partial record A;", "A cannot hold the arguments of A: it is abstract; a job is created")]
    [InlineData("[SidekiqJob(\"A\")] public partial record A<T>(T X);", "A cannot hold the arguments of A: it is generic; a worker class has one signature")]
    [InlineData("public class B { [SidekiqJob(\"A\")] public partial record A; }", "A cannot hold the arguments of A: B is not partial; add the word")]
    [InlineData("public partial class B<T> { [SidekiqJob(\"A\")] public partial record A; }", "A cannot hold the arguments of A: B around it is generic; move it out")]
    public void Skq001_TypeThatCannotBeCompleted_IsTold(string source, string message) => AssertOnly("SKQ001", message, source);

    [Theory]
    [InlineData("charge_merchant")]
    [InlineData("Billing::")]
    [InlineData("Billing.Charge")]
    [InlineData("2Fast")]
    public void Skq002_NameThatIsNoConstant_IsTold(string name) => AssertOnly(
        "SKQ002",
        $"\"{name}\" is no Ruby class; write it as Ruby does, such as \"Billing::ChargeMerchant\"",
        $"[SidekiqJob(\"{name}\")] public partial record A(long X);");

    [Theory]
    [InlineData("TimeSpan", "TimeSpan")]
    [InlineData("DateTime", "DateTime")]
    [InlineData("char", "char")]
    [InlineData("object", "object")]
    [InlineData("List<TimeSpan>", "TimeSpan")]
    [InlineData("Dictionary<long, string>", "Dictionary<long, string>")]
    [InlineData("int[,]", "int[,]")]
    [InlineData("(int, int)", "(int, int)")]
    public void Skq003_ParameterWithoutJsonForm_IsTold(string type, string shown) => AssertOnly(
        "SKQ003",
        $"Parameter X of A is of type {shown}, which has no JSON form; use a number, string, bool, date, enum, record, List<T>, Dictionary<string, T> or JsonElement",
        $"[SidekiqJob(\"A\")] public partial record A({type} X);");

    [Fact]
    public void Skq003_PropertyOfAHash_IsTold() => AssertOnly(
        "SKQ003",
        "Property Wait of B is of type TimeSpan, which has no JSON form; use a number, string, bool, date, enum, record, List<T>, Dictionary<string, T> or JsonElement",
        "[SidekiqJob(\"A\")] public partial record A(B X); public record B(TimeSpan Wait);");

    [Fact]
    public void Skq004_TwoRecordsOfOneClass_IsToldAtTheSecond()
    {
        var run = GeneratorRun.On(
            "[SidekiqCluster.SidekiqJob(\"A\")] public partial record A(long X);",
            "[SidekiqCluster.SidekiqJob(\"A\")] public partial record B(long X);");

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("SKQ004", diagnostic.Id);
        Assert.Equal("Source1.cs: (0,55)-(0,56)", diagnostic.Location.GetLineSpan().ToString());
        Assert.Equal("A already stands for the worker class A; remove one of the two", Message(diagnostic));
    }

    [Theory]
    [InlineData("-1", "-1")]
    [InlineData("\"five\"", "\"five\"")]
    [InlineData("2.5", "2.5")]
    [InlineData("new[] { 1 }", "an array")]
    public void Skq005_RetryThatSidekiqDoesNotKnow_IsTold(string retry, string shown) => AssertOnly(
        "SKQ005",
        $"Retry of A is {shown}; use true, false, or a whole number from 0",
        $"[SidekiqJob(\"A\", Retry = {retry})] public partial record A(long X);");

    [Theory]
    [InlineData("Queue = \"\"", "The queue")]
    [InlineData("Tags = [\"a\", \" \"]", "A tag")]
    public void Skq006_EmptyName_IsTold(string option, string what) => AssertOnly(
        "SKQ006",
        $"{what} of A is empty; give it a name or leave it out",
        $"[SidekiqJob(\"A\", {option})] public partial record A(long X);");

    [Theory]
    [InlineData("public abstract record B(long Y);", "it is abstract; use a record that can be created, or JsonElement")]
    [InlineData("public record B { private B() { } }", "it has no public constructor whose parameters are its properties")]
    [InlineData("file record B(long Y);", null)]
    public void Skq007_HashThatCannotBeCreated_IsTold(string record, string? why)
    {
        var source = $"[SidekiqJob(\"A\")] public partial record A(B X); {record}";
        if (why is null)
        {
            // The compiler tells of a file-local type in a public one; the generator must only live through it.
            Assert.Null(GeneratorRun.On("using SidekiqCluster; " + source).Result.Exception);
            return;
        }

        AssertOnly("SKQ007", "B cannot be read from a hash: " + why, source);
    }

    [Fact]
    public void Skq007_PrivateHash_IsTold() => AssertOnly(
        "SKQ007",
        "B cannot be read from a hash: B is private; make it internal or public",
        "public partial class C { [SidekiqJob(\"A\")] private partial record A(B X); private record B(long Y); }");

    [Theory]
    [InlineData("public record B(B? Next);", "B")]
    [InlineData("public record B(List<C> All); public record C(B? Next);", "B")]
    [InlineData("public record B(A? Next);", "A")]
    public void Skq008_HashThatHoldsItself_IsTold(string records, string name) => AssertOnly(
        "SKQ008",
        $"{name} holds itself, so its schema has no end; use JsonElement for the part that repeats",
        $"[SidekiqJob(\"A\")] public partial record A(B X); {records}");

    [Theory]
    [InlineData("public partial record A(long MerchantId, long Merchant_Id);", "MerchantId and Merchant_Id of A are both \"merchant_id\"")]
    [InlineData("public partial record A(B X); public record B(long Y, [property: JsonPropertyName(\"y\")] long Z);", "Y and Z of B are both \"y\"")]
    [InlineData("public partial record A(B X); public enum B { Some_One, SomeOne }", "Some_One and SomeOne of B are both \"some_one\"")]
    public void Skq009_TwoNamesThatAreOneInJson_IsTold(string records, string message) => AssertOnly(
        "SKQ009",
        message + " in JSON; give one of them another name by attribute",
        "[SidekiqJob(\"A\")] " + records);

    [Fact]
    public void Skq010_SettablePropertyBesideTheParameters_IsToldAndTheJobGenerated()
    {
        var run = GeneratorRun.On("""
            [SidekiqCluster.SidekiqJob("A")]
            public partial record A(long X)
            {
                public long Y { get; init; }
                public long Z => X;
                internal long V { get; set; }
            }
            """);

        Assert.Equal("Y of A is no parameter, so it is neither read nor pushed; move it into the parameter list or remove its setter", Message(Assert.Single(run.Diagnostics)));
        Assert.Single(run.Files);
        run.Compiles();
    }

    [Theory]
    [InlineData("Schema", "schema")]
    [InlineData("TryReadArgs", "try_read_args")]
    [InlineData("WriteArgs", "write_args")]
    public void Skq011_ParameterNamedLikeAGeneratedMember_IsTold(string name, string ruby) => AssertOnly(
        "SKQ011",
        $"{name} of A is named like a generated member; call it otherwise and add [property: JsonPropertyName(\"{ruby}\")]",
        $"[SidekiqJob(\"A\")] public partial record A(long {name});");

    private static void AssertOnly(string id, string message, string source)
    {
        var run = GeneratorRun.On($"using System; using System.Collections.Generic; using System.Text.Json.Serialization; using SidekiqCluster; {source}");

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(message, Message(diagnostic));
        Assert.Equal("Source0.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Empty(run.Files);
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
