using Core.Complaints;
using Core.Complaints.Tracking;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>Whoever may not read a complaint learns nothing of it, whatever step they ask for and whatever its state.</summary>
[Slow]
public sealed class RefusalTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis.";
    private static readonly string[] Steps = ["", "verifikasi", "kembalikan", "ambil", "serahkan", "tanya", "lanjut", "kabar", "selesai",
        "teruskan", "riwayat", "lampiran"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_existing_code_is_refused_in_the_words_of_one_that_does_not_exist(bool supervisory)
    {
        await using var town = ComplaintTown.New();
        await town.GiveRole("tri", Role.Triage);
        var code = await town.FileComplaint("warga", Story);
        await town.Verify("tri", code, supervisory ? "Berkadar pengawasan" : "Tidak berkadar pengawasan");
        var strangers = await Strangers(town, supervisory);
        await town.StayUp();
        var unknown = TrackingCode.Show(new DrawCodes().Next());
        foreach (var state in Enum.GetValues<ComplaintState>())
        {
            await Bring(town, state);
            foreach (var who in strangers.Where(s => s != "tri" || state is not (ComplaintState.Submitted or ComplaintState.Returned)))
                foreach (var step in Steps)
                    (await Asked(town, who, TrackingCode.Show(code), step)).ShouldBe(await Asked(town, who, unknown, step),
                        $"{who}, {state}, {step}");
        }

        foreach (var who in strangers)
            foreach (var told in town.Channel.All.Where(s => s.Message.Address == who && who != "tri"))
                told.Message.Text.ShouldNotContain("tutup setiap");
    }

    /// <summary>
    /// Somebody of another unit, a removed officer, administrators, and for the inspectorate's complaint the accused unit with its head.
    /// </summary>
    private static async Task<List<string>> Strangers(Town town, bool supervisory)
    {
        await town.GiveRole("petugas-lain", Role.Officer, "DISDIK");
        await town.GiveRole("kadis-lain", Role.Head, "DISDIK");
        await town.GiveRole("mantan", Role.Officer, "DINSOS");
        await town.GiveRole("mantan", Role.Officer, "DISDIK");
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        await town.GiveRole("kadis", Role.Head, "DINSOS");
        await town.GiveRole("itda", Role.Inspectorate);
        await town.GiveRole("itda-dinsos", Role.Inspectorate);
        await town.GiveRole("itda-dinsos", Role.Asn, "DINSOS");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var dinsos = await write.Db.Units.Where(u => u.Code == "DINSOS").Select(u => u.Id).SingleAsync();
            foreach (var held in await write.Db.Memberships
                .Where(m => m.UnitId == dinsos && write.Db.People.Any(p => p.Id == m.PersonId && p.Address == "mantan")).ToListAsync())
                held.End(town.Time.GetUtcNow());
        }));
        string[] always = ["tri", "petugas-lain", "kadis-lain", "mantan", "itda-dinsos"];
        return [.. always, .. supervisory ? new[] { "petugas", "kadis" } : ["itda"]];
    }

    private static Task Bring(Town town, ComplaintState state) => town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        await write.Db.Sql.Run("update complaints set state = @p0, version = version + 1", state.ToString())));

    /// <summary>What is answered, without the code itself.</summary>
    private static async Task<string> Asked(Town town, string who, string code, string step)
    {
        await town.Say(who, $"/tugas {code} {step}".Trim());
        var answer = town.LastTo(who);
        return string.Join('\n', answer.Rows.SelectMany(r => r).Select(b => $"{b.Label} {b.Data}").Prepend(answer.Text))
            .Replace(code, "CODE", StringComparison.Ordinal);
    }
}
