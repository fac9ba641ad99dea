using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Documents;

/// <summary>What the OpenAPI document says of an endpoint that its code does not.</summary>
internal static class Notes
{
    /// <summary>Says what it answers.</summary>
    public static TBuilder Answers<TBuilder>(this TBuilder endpoint, AnswerShape shape)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(shape);

    /// <summary>Says that it is about one thing, which may not be there.</summary>
    public static TBuilder MayMiss<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new MissingNote());

    /// <summary>Gives a body to try it with, one that destroys nothing.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, string example)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyNote(BodyNote.Json, null, example));

    /// <summary>Says what a body is that the endpoint reads by itself, with one to try.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, string mediaType, JsonShape shape, string example)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyNote(mediaType, shape, example));
}
