using System.Text;

namespace SidekiqCluster.Abstractions.Tests.TypedJobs;

public sealed class JobSchemasTests
{
    [Theory]
    [InlineData("", "The file is no JSON (line 1).")]
    [InlineData("{\"version\": 1,\n\"jobs\": }", "The file is no JSON (line 2).")]
    [InlineData("[]", "The file: its \"version\" is 1.")]
    [InlineData("{\"version\": 2, \"jobs\": {}}", "The file: its \"version\" is 1.")]
    [InlineData("{\"version\": 1, \"jobs\": []}", "The file: \"jobs\" is an object of classes by name.")]
    [InlineData("{\"version\": 1, \"jobs\": {\"A\": 5}}", "jobs > A: a class is an object.")]
    [InlineData("{\"version\": 1, \"jobs\": {\"A\": {\"parameters\": {}}}}", "jobs > A > parameters: \"parameters\" is an array.")]
    [InlineData("{\"version\": 1, \"jobs\": {\"A\": {\"parameters\": [5]}}}", "jobs > A > parameters[0]: a parameter is an object.")]
    [InlineData(
        "{\"version\": 1, \"jobs\": {\"A\": {\"parameters\": [{\"type\": \"hash\", \"keys\": []}]}}}",
        "jobs > A > parameters[0] > keys: \"keys\" is an object.")]
    [InlineData(
        "{\"version\": 1, \"jobs\": {\"A\": {\"parameters\": [{\"type\": \"hash\", \"keys\": {\"id\": \"integer\"}}]}}}",
        "jobs > A > parameters[0] > keys > id: a key is an object.")]
    [InlineData("{\"version\": 1, \"jobs\": {\"no class\": {}}}", "jobs > no class: its name is a Ruby class, such as Billing::ChargeMerchant.")]
    [InlineData(
        "{\"version\": 1, \"jobs\": {\"A\": {\"parameters\": [{}, {\"kind\": \"block\"}]}}}",
        "jobs > A > parameters[1]: a kind is req, opt, rest, keyreq, key or keyrest, as Ruby's Method#parameters says.")]
    [InlineData(
        "{\"version\": 1, \"jobs\": {\"A\": {\"parameters\": [{\"type\": \"symbol\"}]}}}",
        "jobs > A > parameters[0] > type: a type is any, null, boolean, integer, float, decimal, string, date, time, array or hash.")]
    [InlineData("{\"version\": 1, \"jobs\": {\"A\": {}, \"A\": {}}}", "The class A has two schemas; keep one of them. (Parameter 'schemas')")]
    public void Parse_NoSchemaFile_TellsPlaceAndRule(string json, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => JobSchemas.Parse(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void Parse_ByteOrderMark_IsPassedOver() =>
        Assert.Empty(JobSchemas.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "{\"version\": 1, \"jobs\": {}}"u8]));

    [Fact]
    public void Of_SeveralClasses_AreInTheirOrderAndFound()
    {
        var schemas = JobSchemas.Of(new JobSchema("B"), new JobSchema("A::C"), new JobSchema("A"));

        Assert.Equal(["A", "A::C", "B"], schemas.Select(schema => schema.Class));
        Assert.Equal("B", schemas[2].Class);
        Assert.Same(schemas[1], schemas.Find("A::C"));
        Assert.Null(schemas.Find("a"));
        Assert.Equal(3, schemas.Count);
    }

    [Fact]
    public void Of_ClassTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => JobSchemas.Of(new JobSchema("A"), new JobSchema("A")));
}
