using System.Text;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterNamesTests
{
    private static readonly JobSchemas Schemas = JobSchemas.Parse(Encoding.UTF8.GetBytes(
        """
        {
          "version": 1,
          "jobs": {
            "Billing::Charge": {
              "parameters": [
                { "name": "merchant_id", "type": "integer" },
                { "name": "options", "type": "hash" },
                { "kind": "rest", "name": "ids" }
              ]
            },
            "Billing::Refund": { "parameters": [{ "name": "merchant_id" }, { "name": "odd name" }] },
            "Import": { "parameters": [{ "name": "file" }, { "name": "merchant_id" }] },
            "Report": {
              "api": "active_job",
              "parameters": [
                { "name": "id" },
                { "kind": "opt", "name": "locale" },
                { "kind": "keyreq", "name": "format" },
                { "kind": "key", "name": "page" }
              ]
            },
            "Mail": { "api": "active_job", "parameters": [{ "name": "to" }, { "kind": "keyreq", "name": "body" }] },
            "Empty": {}
          }
        }
        """));

    [Theory]
    [InlineData("class:Billing::Charge args.merchant_id=7", "class:Billing::Charge args[0]=7")]
    [InlineData("args.merchant_id=7 class=Import", "args[1]=7 class=Import")]
    [InlineData("class:Billing::Charge args.options.currency:EUR*", "class:Billing::Charge args[1].currency:EUR*")]
    [InlineData("class:Billing::Charge args.options.\"odd key\"[2]=(1,null)", "class:Billing::Charge args[1].\"odd key\"[2]=(1,null)")]
    [InlineData("class:Billing::Charge args.ids[2]>5", "class:Billing::Charge args[4]>5")]
    [InlineData("class:Billing::Charge -args.merchant_id=7", "class:Billing::Charge -args[0]=7")]
    [InlineData("class:Billing::Charge (age>1h or args.merchant_id=7)", "class:Billing::Charge (age>1h or args[0]=7)")]
    [InlineData("class:Billing::Refund args.\"odd name\"=7", "class:Billing::Refund args[1]=7")]
    [InlineData("class=(Billing::Charge,Billing::Refund) args.merchant_id=7", "class=(Billing::Charge,Billing::Refund) args[0]=7")]
    [InlineData(
        "class=(Billing::Charge,Import) args.merchant_id=7",
        "class=(Billing::Charge,Import) ((class=Billing::Charge args[0]=7) or (class=Import args[1]=7))")]
    [InlineData("class=(Billing::Charge,Unknown) args.merchant_id=7", "class=(Billing::Charge,Unknown) (class=Billing::Charge args[0]=7)")]
    [InlineData("(class:Import or class:Unknown) args.file=x", "(class:Import or class:Unknown) (class=Import args[0]=x)")]
    [InlineData("args.merchant_id=7", "(class=(Billing::Charge,Billing::Refund) args[0]=7) or (class=Import args[1]=7)")]
    [InlineData("-args.file=x", "-(class=Import args[0]=x)")]
    [InlineData("class:* args.file=null", "class:* (class=Import args[0]=null)")]
    [InlineData("class:Import or args.file=x", "class:Import or (class=Import args[0]=x)")]
    [InlineData("args[0]=7 class:A", "args[0]=7 class:A")]
    [InlineData("class:Mail args.body*=hello", "class:Mail args[1].body*=hello")]
    [InlineData("class:Mail args.keywords.body*=hello", "class:Mail args[1].body*=hello")]
    [InlineData(
        "class:Report args.format=pdf",
        "class:Report ((args[1].format=pdf args[1]._aj_ruby2_keywords!=absent) or args[2].format=pdf)")]
    [InlineData(
        "class:Report args.page=null",
        "class:Report ((args[1].page=null or -args[1]._aj_ruby2_keywords!=absent) args[2].page=null)")]
    [InlineData("class:Report args.locale=de", "class:Report (args[1]=de -args[1]._aj_ruby2_keywords!=absent)")]
    [InlineData("class:Report args.locale=(de,null)", "class:Report (args[1]=(de,null) or args[1]._aj_ruby2_keywords!=absent)")]
    public void Parse_NamedArguments_ArePositionsOfTheClass(string text, string positional)
    {
        var filter = JobFilter.Parse(text, Schemas);
        Assert.Equal(positional, filter.ToString());
        Assert.Equal(JobFilter.Parse(positional), filter);
    }

    [Theory]
    [InlineData("class:Billing::Charge args.merchant=7", 28, "'merchant=7'", "an argument of Billing::Charge (did you mean merchant_id?): merchant_id, options, ids")]
    [InlineData("args.fil=7", 6, "'fil=7'", "an argument of Billing::Charge, Billing::Refund, Empty, Import, Mail and 1 more (did you mean file?): merchant_id, ")]
    [InlineData("class:Report args.lang=de", 19, "'lang=de'", "an argument of Report: id, locale, format, page, keywords")]
    [InlineData("class:Empty args.x=1", 18, "'x=1'", "an argument of Empty: none has any")]
    [InlineData("class:Imports args.file=x", 20, "'file=x'", "a position such as args[0], as there is no schema of Imports (did you mean Import?)")]
    [InlineData("class:A class:B args.file=x", 22, "'file=x'", "a position such as args[0], as no class can match")]
    [InlineData("class:Billing::Charge args.ids=1", 28, "'ids=1'", "a position such as args.ids[0], as it takes all further arguments of Billing::Charge")]
    [InlineData("args.=1", 6, "'=1'", "a key, in quotes when it has other characters than letters, digits, _ and -")]
    public void Parse_UnknownName_TellsNearNamesAndTheClassesSearched(string text, int column, string found, string expected)
    {
        var error = Assert.Throws<JobFilterSyntaxException>(() => JobFilter.Parse(text, Schemas)).Error;
        Assert.Equal(column, error.Column);
        Assert.Equal(found, error.Found);
        Assert.StartsWith(expected, error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NamesThatMakeTheTreeTooDeep_TellsTheLimit()
    {
        var text = new string('-', JobFilter.MaxDepth - 2) + "args.merchant_id=7";
        Assert.Equal("at most 200 levels of terms", Assert.Throws<JobFilterSyntaxException>(() => JobFilter.Parse(text, Schemas)).Expected);
    }

    [Theory]
    [InlineData("args.merchant_id", "class:Import", "args[1]")]
    [InlineData("args.merchant_id", "class=(Billing::Charge,Billing::Refund) age>1h", "args[0]")]
    [InlineData("args.options.currency", "class:Billing::Charge", "args[1].currency")]
    [InlineData("args.body", "class:Mail", "args[1].body")]
    [InlineData("queue", "*", "queue")]
    [InlineData("args[3]", "*", "args[3]")]
    public void ParseField_NamedArgument_IsThePositionInTheFiltersClass(string text, string within, string field) =>
        Assert.Equal(field, JobField.Parse(text, Schemas, JobFilter.Parse(within)).ToString());

    [Theory]
    [InlineData("args.merchant_id", "queue:low", "a position such as args[0]; a name needs a filter that says the class, such as class:HardJob")]
    [InlineData("args.merchant_id", "class=(Billing::Charge,Import)", "an argument that is always at the same position, as merchant_id is not")]
    [InlineData("args.format", "class:Report", "an argument that is always at the same position, as format is not")]
    public void ParseField_NameWithoutOnePosition_IsRefused(string text, string within, string expected) =>
        Assert.Equal(expected, Assert.Throws<JobFilterSyntaxException>(
            () => JobField.Parse(text, Schemas, JobFilter.Parse(within))).Expected);
}
