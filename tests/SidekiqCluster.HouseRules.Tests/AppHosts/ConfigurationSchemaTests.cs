using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SidekiqCluster.HouseRules.AppHosts;

/// <summary>Editors complete the settings of the client by a schema that tells of all of them, as their documentation does.</summary>
public sealed partial class ConfigurationSchemaTests
{
    private const string Folder = "src/SidekiqCluster.Client";

    private readonly JsonElement _settings = JsonElement.Parse(File.ReadAllText(Repository.PathOf(Folder, "ConfigurationSchema.json")))
        .GetProperty("definitions").GetProperty("sidekiqFleetClient").GetProperty("properties");

    [Fact]
    public void Schema_OfTheClient_HasEachSettingWithItsTypeAndDefault()
    {
        var defaults = new FleetClientSettings();
        var expected = typeof(FleetClientSettings).GetProperties().Select(property =>
            (property.Name, property.PropertyType == typeof(bool) ? "boolean" : "string", property.GetValue(defaults)?.ToString()?.ToLowerInvariant()));

        Assert.Equal(expected, _settings.EnumerateObject().Select(setting =>
            (setting.Name, setting.Value.GetProperty("type").GetString()!, setting.Value.TryGetProperty("default", out var value) ? value.ToString().ToLowerInvariant() : null)));
    }

    [Fact]
    public void Schema_OfTheClient_DescribesAsTheCodeDoes()
    {
        var code = File.ReadAllText(Repository.PathOf(Folder, "Hosting", "FleetClientSettings.cs"));
        foreach (var setting in _settings.EnumerateObject())
        {
            var first = FirstSentence().Match(setting.Value.GetProperty("description").GetString()!).Value;

            Assert.Contains($"/// <summary>{first}", code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Package_OfTheClient_OffersTheSchema()
    {
        var packed = XDocument.Load(Repository.PathOf(Folder, "SidekiqCluster.Client.csproj")).Descendants("None")
            .Where(item => item.Attribute("Pack")?.Value == "true")
            .Select(item => (item.Attribute("Include")!.Value, item.Attribute("PackagePath")!.Value));

        Assert.Equal([("ConfigurationSchema.json", string.Empty), ("buildTransitive/SidekiqCluster.Client.targets", "buildTransitive")], packed);
    }

    [GeneratedRegex(@"^[^.]+\.")]
    private static partial Regex FirstSentence();
}
