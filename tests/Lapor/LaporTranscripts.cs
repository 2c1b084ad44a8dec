using Tests.Support;

namespace Tests.Lapor;

public sealed class LaporTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Lapor/transcripts");

    /// <summary>The number there is 4711, and what was done there stands on one page.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task The_talk_goes_as_written(string name)
    {
        var town = await LaporTown.Start(("Complaints:TakeBackMinutes", "10"), ("Complaints:GatherMinutes", "15"));
        if (name == "unsure") town.Server.Fault = LaporFault.CutAfter;
        town.Server.Pages.Add([new { id = 1, type = "disposisi", content = "Diteruskan ke bidang PJU.", created_at = "2026-11-23 13:00" },
            new { id = 2, type = "jawaban", content = "Lampu sudah diganti.", created_at = "2026-11-23 15:00" }]);
        await TranscriptFiles.Play("Lapor/transcripts", name, town.Town, LaporTown.Jobs);
        await town.Server.DisposeAsync(); // the town went with the play
    }
}
