using Core.CoreValues;
using Core.Dialogs;
using Core.People;
using Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Core.Berakhlak;

/// <summary>Registers the core values.</summary>
internal static class BerakhlakSetup
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddBerakhlak(this IServiceCollection services, IConfiguration configuration) => services
        .AddSection<BerakhlakOptions>(configuration, "Berakhlak")
        .AddSingleton<WeakPoints>().AddSingleton<ForgetPulses>().AddSingleton<CarryGoals>()
        .AddSingleton(p => new HelpLine(
        $"help.berakhlak-{p.GetRequiredService<IOptions<BerakhlakOptions>>().Value.Wording.ToString().ToLowerInvariant()}",
            who => who.Is(Role.Asn)));
}
