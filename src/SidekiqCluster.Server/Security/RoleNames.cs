using SidekiqCluster.Verbs.Access;

namespace SidekiqCluster.Server.Security;

/// <summary>Roles as they are written.</summary>
internal static class RoleNames
{
    /// <summary>The role of a name; null when there is none.</summary>
    public static VerbRole? Find(string? name) => name switch
    {
        "viewer" => VerbRole.Viewer,
        "operator" => VerbRole.Operator,
        "admin" => VerbRole.Admin,
        _ => null,
    };
}
