using Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Core.Alarms;

/// <summary>Registers what tells people how the service is.</summary>
internal static class AlarmsSetup
{
    /// <summary>Adds it; what is looked at is said by whoever runs it.</summary>
    public static IServiceCollection AddAlarms(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(Checks.None);
        return services.AddSection<AlarmOptions>(configuration, "Alarms").AddSingleton<LookAtChecks>().AddSingleton<FindReceivers>()
            .AddSingleton<TellDirectly>().AddSingleton<NoteMachine>().AddSingleton<TellAlarms>().AddSingleton<HandleParked>();
    }
}
