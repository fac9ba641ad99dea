using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;
using SidekiqCluster.Generators.Parsing.Schema;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Sorts the options of a class into those with a meaning here and all others.</summary>
internal static class OptionsMapper
{
    public static OptionsModel Map(EquatableArray<WorkerOption> options)
    {
        var model = new OptionsModel();
        var others = new List<OptionModel>();
        foreach (var option in options)
        {
            var value = JsonReader.Read(option.Json).Value;
            switch (option.Name, value?.Kind)
            {
                case ("queue", JsonNodeKind.String):
                    model = model with { Queue = value!.Text };
                    break;
                case ("retry", JsonNodeKind.Boolean):
                case ("retry", JsonNodeKind.Number) when uint.TryParse(value!.Text, out var times) && times <= int.MaxValue:
                    model = model with { Retry = value!.Text };
                    break;
                case ("tags", JsonNodeKind.Array) when value!.Elements.All(static tag => tag.Kind == JsonNodeKind.String):
                    model = model with { Tags = new EquatableArray<string>(value.Elements.Select(static tag => tag.Text)) };
                    break;
                default:
                    others.Add(new OptionModel(option.Name, option.Json));
                    break;
            }
        }

        return model with { Others = new EquatableArray<OptionModel>(others) };
    }
}
