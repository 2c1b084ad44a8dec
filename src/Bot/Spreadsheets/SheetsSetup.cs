using Core.Imports;

namespace Bot.Spreadsheets;

/// <summary>Registers what opens spreadsheets that come from outside.</summary>
internal static class SheetsSetup
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddSheets(this IServiceCollection services) => services
        .AddSingleton(new OpenSheet(ReadSheet.Of)).AddSingleton<ReadImport, ReadUnitsSent>()
        .AddSingleton<ReadImport, ReadDaysOffSent>();
}
