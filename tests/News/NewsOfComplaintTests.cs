using Core.News;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;

namespace Tests.News;

/// <summary>What a complaint tells its citizen is news, and nothing else is.</summary>
public sealed class NewsOfComplaintTests
{
    [Fact]
    public async Task What_is_told_of_a_complaint_wants_its_citizen_called_and_a_reply_or_an_erased_person_does_not()
    {
        await using var town = ComplaintTown.New();
        var code = await town.FileComplaint("warga", "Loket bantuan tutup setiap hari Kamis.");
        await town.With(s => s.GetRequiredService<KeepWays>().AddPush(new ChatKey("test", "warga"), "https://push.example/1", "{}"));
        await town.Say("warga", "/cek");
        (await Wanted(town)).ShouldBe([null]); // a reply is read at once

        await town.GiveRole("tri", Role.Triage);
        await town.Verify("tri", code);

        (await Wanted(town)).ShouldHaveSingleItem().ShouldNotBeNull();
        foreach (var text in new[] { "/hapus", "Cabut juga", "Hapus data saya" }) await town.Say("warga", text);
        (await Wanted(town)).ShouldBeEmpty();
    }

    private static Task<List<DateTimeOffset?>> Wanted(Support.Town town) =>
        town.Read(db => db.NewsWays.Select(w => w.WantedAt).ToListAsync());
}
