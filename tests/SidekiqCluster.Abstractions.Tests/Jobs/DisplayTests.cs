using System.Text;

namespace SidekiqCluster.Abstractions.Tests.Jobs;

public sealed class DisplayTests
{
    private const string Rails = "ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper";
    private const string Sidekiq8 = "Sidekiq::ActiveJob::Wrapper";

    [Theory]
    [InlineData(Rails)]
    [InlineData(Sidekiq8)]
    [InlineData(@"Sidekiq\u003a:ActiveJob::Wrapper")]
    public void ActiveJob_OfBothAdapters_ShowsTheWrappedJob(string adapter) => AssertShown(
        $$"""{"class":"{{adapter}}","wrapped":"AJ","args":[{"job_class":"AJ","arguments":[1,"two"]}]}""",
        "AJ", """[1,"two"]""");

    [Theory]
    [InlineData("""[{"_aj_globalid":"gid://a/User/1"}]""", """["gid://a/User/1"]""")]
    [InlineData("""[[{"k":{"_aj_globalid":"gid://a/User/1"}}]]""", """[[{"k":"gid://a/User/1"}]]""")]
    [InlineData("""[{"a":1.50,"_aj_symbol_keys":["a"]}]""", """[{"a":1.50}]""")]
    [InlineData("""[{"_aj_ruby2_keywords":[],"b":{"c":[1,{"_aj_x":{"y":[2]}}]}}]""", """[{"b":{"c":[1,{}]}}]""")]
    [InlineData("""[{"_aj_serialized":"S","value":"val"}]""", """[{"value":"val"}]""")]
    [InlineData("""[{"_aj_globalid":"gid://a","x":1}]""", """[{"x":1}]""")]
    [InlineData("""[{"_aj_globalid":5}]""", """[{}]""")]
    [InlineData("""[{}, [ ], "_aj_"]""", """[{},[ ],"_aj_"]""")]
    public void ActiveJob_ArgumentsInItsEncoding_AreDecodedAtAnyDepth(string arguments, string shown) => AssertShown(
        $$"""{"class":"{{Rails}}","wrapped":"AJ","args":[{"arguments":{{arguments}}}]}""", "AJ", shown);

    [Theory]
    [InlineData("""["OldStyleJob",1,2]""", "OldStyleJob", "[]")]
    [InlineData("""[{"job_class":"AJ","arguments":[1]}]""", "AJ", "[1]")]
    [InlineData("[]", null, "[]")]
    [InlineData("[5]", null, "[]")]
    [InlineData("null", null, "[]")]
    public void ActiveJob_WithoutWrapped_ShowsWhatItsArgumentsTell(string args, string? name, string shown) =>
        AssertShown($$"""{"class":"{{Rails}}","args":{{args}}}""", name, shown);

    [Theory]
    [InlineData("ActionMailer::DeliveryJob", """["PMailer","hello","deliver_now",5,{"_aj_globalid":"g"}]""", "PMailer#hello", """[5,"g"]""")]
    [InlineData("ActionMailer::DeliveryJob", """["PMailer","hello"]""", "PMailer#hello", "[]")]
    [InlineData("ActionMailer::DeliveryJob", """["PMailer"]""", "ActionMailer::DeliveryJob", """["PMailer"]""")]
    [InlineData("ActionMailer::MailDeliveryJob", """["PMailer","hello","deliver_now",{"args":[5],"_aj_ruby2_keywords":["args"]}]""", "PMailer#hello", "[null,[5]]")]
    [InlineData("ActionMailer::MailDeliveryJob", """["PMailer","hello","deliver_now",{"params":{"u":{"_aj_globalid":"g"},"_aj_symbol_keys":["u"]},"args":[]}]""", "PMailer#hello", """[{"u":"g"},[]]""")]
    [InlineData("ActionMailer::MailDeliveryJob", """["PMailer","hello","deliver_now",{}]""", "PMailer#hello", "[null,null]")]
    [InlineData("ActionMailer::MailDeliveryJob", """["PMailer","hello","deliver_now",5]""", "ActionMailer::MailDeliveryJob", """["PMailer","hello","deliver_now",5]""")]
    [InlineData("ActionMailer::Parameterized::DeliveryJob", """["PMailer","hello","deliver_now",{"user":"u1","_aj_symbol_keys":["user"]},5]""", "ActionMailer::Parameterized::DeliveryJob", """["PMailer","hello","deliver_now",{"user":"u1"},5]""")]
    public void Mailer_OfEveryForm_ShowsMailerAndAction(string wrapped, string arguments, string name, string shown) => AssertShown(
        $$"""{"class":"{{Sidekiq8}}","wrapped":"{{wrapped}}","args":[{"arguments":{{arguments}}}]}""", name, shown);

    [Theory]
    [InlineData("[1,\"secret\"]", """[1,"[encrypted data]"]""")]
    [InlineData("[\"secret\"]", """["[encrypted data]"]""")]
    [InlineData("[[1],{\"secret\":[2]}]", """[[1],"[encrypted data]"]""")]
    [InlineData("[]", "[]")]
    [InlineData("null", "[]")]
    public void Encrypted_LastArgument_IsHidden(string args, string shown)
    {
        AssertShown($$"""{"class":"A","args":{{args}},"encrypt":true}""", "A", shown);
        AssertShown($$"""{"class":"A","args":{{args}},"encrypt":null}""", "A", args == "null" ? "[]" : args);
        AssertShown($$"""{"class":"A","args":{{args}},"encrypt":false}""", "A", args == "null" ? "[]" : args);
    }

    [Theory]
    [InlineData("Plain", "[1]")]
    [InlineData(Rails, "[]")]
    [InlineData("Sidekiq::Extensions::DelayedClass", "[1]")]
    public void DisplayClass_GivenByThePayload_WinsOverEverything(string name, string shown) => AssertShown(
        $$"""{"class":"{{name}}","args":[1],"display_class":"Pretty \u0022Name\u0022"}""", "Pretty \"Name\"", shown);

    [Theory]
    [InlineData("""{"class":5,"args":"no"}""", null, "[]")]
    [InlineData("""{"class":"A","args":{"a":1}}""", "A", "[]")]
    [InlineData("""{"class":"A","wrapped":"B","args":[{"arguments":[1]}]}""", "A", """[{"arguments":[1]}]""")]
    [InlineData("""{"class":"A","args":[ 1 , [ 2 ] ]}""", "A", "[1,[ 2 ]]")]
    public void Plain_WithOddTypes_ShowsWhatThereIs(string json, string? name, string shown) => AssertShown(json, name, shown);

    private static void AssertShown(string json, string? name, string args)
    {
        var job = new JobRecord("s", JobSource.Dead, Encoding.UTF8.GetBytes(json));
        Assert.Equal(name, job.DisplayClass);
        Assert.Equal(args, job.DisplayArgs.GetRawText());
    }
}
