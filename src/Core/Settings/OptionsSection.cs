using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Core.Settings;

/// <summary>Binds the settings of a capability.</summary>
internal static class OptionsSection
{
    /// <summary>One class of options, checked at the start.</summary>
    public static IServiceCollection AddSection<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new SettingsSection(section, typeof(T)));
        return services;
    }
}
