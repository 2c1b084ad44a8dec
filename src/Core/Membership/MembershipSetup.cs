using Core.Membership.Joining;
using Core.Membership.Privacy;
using Core.Membership.Profiles;
using Core.People;
using Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Core.Membership;

/// <summary>Registers joining, roles and privacy.</summary>
internal static class MembershipSetup
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddMembership(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(DrawInvitation.Nothing);
        return services.AddSection<PrivacyOptions>(configuration, "Privacy").AddSection<MembershipOptions>(configuration, "Membership")
            .AddSingleton<NipVault>().AddSingleton<FirstAdministrator>().AddSingleton<RemindRequests>()
            .AddSingleton<PersonalData, MembershipData>();
    }
}
