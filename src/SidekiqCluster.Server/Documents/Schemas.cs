using Microsoft.OpenApi;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Documents;

/// <summary>Shapes of answers as schemas of an OpenAPI document, those with names once for all.</summary>
internal sealed class Schemas(OpenApiDocument document)
{
    public IOpenApiSchema Of(JsonShape shape)
    {
        if (shape.Name is null)
        {
            return InPlace(shape);
        }

        if (document.Components?.Schemas?.ContainsKey(shape.Name) != true)
        {
            document.AddComponent(shape.Name, InPlace(shape with { IsNullable = false }));
        }

        var named = new OpenApiSchemaReference(shape.Name, document);
        return shape.IsNullable ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, named] } : named;
    }

    private OpenApiSchema InPlace(JsonShape shape)
    {
        var isObject = shape.Properties.Count > 0;
        return new OpenApiSchema
        {
            Type = TypeOf(shape),
            Format = shape.Format,
            Items = shape.Item is null ? null : Of(shape.Item),
            Properties = isObject ? shape.Properties.ToDictionary(static property => property.Key, property => Of(property.Value)) : null,
            Required = isObject ? shape.Properties.Where(static property => !property.Value.IsOptional).Select(static property => property.Key).ToHashSet() : null,
            AdditionalProperties = shape.Value is null ? null : Of(shape.Value),
            AdditionalPropertiesAllowed = !isObject || shape.IsOpen,
        };
    }

    private static JsonSchemaType? TypeOf(JsonShape shape)
    {
        JsonSchemaType? type = shape.Type switch
        {
            "string" => JsonSchemaType.String,
            "integer" => JsonSchemaType.Integer,
            "number" => JsonSchemaType.Number,
            "boolean" => JsonSchemaType.Boolean,
            "array" => JsonSchemaType.Array,
            "object" => JsonSchemaType.Object,
            _ => null,
        };
        return shape.IsNullable ? type | JsonSchemaType.Null : type;
    }
}
