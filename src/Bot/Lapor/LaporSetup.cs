using Core.Complaints.National;

namespace Bot.Lapor;

/// <summary>Puts SP4N-LAPOR! into the service; without <c>Lapor:On</c> nothing is called.</summary>
internal static class LaporSetup
{
    /// <summary>Adds the client and what runs by itself with it.</summary>
    public static IServiceCollection AddLapor(this IServiceCollection services) => services
        .AddSingleton<INationalDesk, LaporClient>().AddSingleton<CarryUp>().AddSingleton<HearNational>();
}
