using Microsoft.Extensions.Options;

namespace SidekiqCluster.Server.Security;

/// <summary>Has callers say who they are, where that is configured.</summary>
internal static class SecurityExtensions
{
    public static void AddSecurity(this WebApplicationBuilder builder, SecurityOptions options)
    {
        builder.Services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.SectionName).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidator>();
        builder.Services.AddSingleton(static services => services.GetRequiredService<IOptions<SecurityOptions>>().Value.ToRedaction());
        if (options.TakesTokens)
        {
            builder.Services.AddAuthentication().AddJwtBearer(jwt =>
            {
                jwt.Authority = options.Authority;
                jwt.Audience = options.Audience;
                jwt.MapInboundClaims = false;
            });
        }
    }
}
