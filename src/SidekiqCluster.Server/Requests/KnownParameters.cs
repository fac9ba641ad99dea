using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using SidekiqCluster.Filters;

namespace SidekiqCluster.Server.Requests;

/// <summary>Refuses parameters that nobody reads: a misspelt one would be answered as if it had not been said.</summary>
internal static class KnownParameters
{
    private static readonly string[] OfAll = [ShardChoice.ShardsName, ShardChoice.StalenessName, ShardChoice.TimeoutName];

    /// <summary>Has every endpoint below look at the names of what it is given.</summary>
    public static TBuilder RefuseUnknownParameters<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilterFactory(static (context, next) =>
        {
            string[] names = [.. context.MethodInfo.GetParameters().Select(NameOf), .. OfAll];
            return call =>
            {
                Check(call.HttpContext.Request, names);
                return next(call);
            };
        });

    private static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!;

    private static void Check(HttpRequest request, string[] names)
    {
        foreach (var name in request.Query.Keys.Where(name => !names.Contains(name, StringComparer.Ordinal)))
        {
            var hint = NearNames.Of(name, names) is [var near, ..] ? $" (did you mean '{near}'?)" : string.Empty;
            throw RequestException.Bad($"There is no parameter '{name}' here{hint}; see /openapi/v1.json.");
        }
    }
}
