using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Membership;

/// <summary>With <c>Membership:SecondPerson</c> a role above civil servant works once another administrator confirmed it.</summary>
public sealed class SecondPersonTests
{
    [Fact]
    public async Task A_role_given_by_one_waits_for_another_who_is_told_and_may_refuse()
    {
        await using var town = await Administrators("ratna", "bima");
        await Give(town, "ratna");
        (await Heads(town)).ShouldBe(0);
        town.LastTo("bima").Text.ShouldContain("Orang Baru");

        await town.Say("bima", "/peran");
        foreach (var press in new[] { "Konfirmasi (1)", "Orang Baru · Kepala unit (Dinas Sosial)", "Tolak" })
            await town.Press("bima", press);
        (await Heads(town)).ShouldBe(0);
        town.LastTo("baru").Text.ShouldContain("tidak disetujui");

        await Give(town, "ratna");
        await town.Say("bima", "/peran");
        foreach (var press in new[] { "Konfirmasi (1)", "Orang Baru · Kepala unit (Dinas Sosial)", "Setuju" })
            await town.Press("bima", press);
        (await Heads(town)).ShouldBe(1);
        town.LastTo("baru").Text.ShouldContain("peran baru");
        (await town.Read(db => db.PendingRoles.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_gave_it_cannot_confirm_it()
    {
        await using var town = await Administrators("ratna", "bima");
        await Give(town, "ratna");
        await town.Say("ratna", "/peran");

        town.LastTo("ratna").Rows.SelectMany(r => r).ShouldAllBe(b => !b.Label.StartsWith("Konfirmasi"));
    }

    [Fact]
    public async Task What_waits_when_nobody_else_is_left_is_not_stuck()
    {
        await using var town = await Administrators("ratna", "bima");
        await town.Appoint("bima", Role.Asn, "DINSOS");
        foreach (var text in new[] { "/profil", "Bima Kedua" }) await town.Say("bima", text);
        await Give(town, "ratna");
        await town.Say("ratna", "/peran");
        foreach (var press in new[] { "Cabut peran", "Bima Kedua · Pengelola instansi (seluruh instansi)", "Cabut peran" })
            await town.Press("ratna", press);

        await town.Say("ratna", "/peran");
        foreach (var press in new[] { "Konfirmasi (1)", "Orang Baru · Kepala unit (Dinas Sosial)", "Setuju" })
            await town.Press("ratna", press);
        (await Heads(town)).ShouldBe(1);
    }

    [Fact]
    public async Task Where_nobody_else_could_confirm_it_works_at_once()
    {
        await using var town = await Administrators("ratna");
        await Give(town, "ratna");

        (await Heads(town)).ShouldBe(1);
    }

    [Fact]
    public async Task By_invitation_one_is_a_civil_servant_at_once_and_an_officer_after_the_second_word()
    {
        await using var town = await Administrators("ratna", "bima");
        foreach (var text in new[] { "/undang", "Petugas pengaduan", "DINSOS", "5 orang", "7 hari" }) await town.Say("ratna", text);
        var text0 = town.LastTo("ratna").Text;
        var link =
            new string([.. text0[text0.IndexOf("/start undangan_", StringComparison.Ordinal)..].TakeWhile(c => char.IsLetterOrDigit(c)
                || c is '/' or ' ' or '_' or '-')]).Trim();
        foreach (var text in new[] { link, "Saya setuju", "Benar", "Citra Uji", "Bahasa Indonesia", "Tanpa pengingat" })
            await town.Say("citra", text);
        await town.Press("citra", "Lewati");

        (await Roles(town, "citra")).ShouldBe([Role.Asn]);
        await town.Say("bima", "/peran");
        foreach (var press in new[] { "Konfirmasi (1)", "Citra Uji · Petugas pengaduan (Dinas Sosial)", "Setuju" })
            await town.Press("bima", press);
        (await Roles(town, "citra")).ShouldBe([Role.Asn, Role.Officer]);
    }

    [Theory]
    [InlineData("Keluar dari layanan", "Keluar")]
    [InlineData("Pindah unit", "Dinas Pendidikan", "Pindah")]
    public async Task What_waits_ends_when_the_person_leaves_or_moves(params string[] says)
    {
        await using var town = await Administrators("ratna", "bima");
        await Give(town, "ratna");
        await town.Say("baru", "/profil");
        foreach (var text in says) await town.Say("baru", text);

        (await town.Read(db => db.Memberships.CountAsync(m => m.Until != null))).ShouldBe(1);
        (await town.Read(db => db.PendingRoles.CountAsync())).ShouldBe(0);
        await town.Say("bima", "/peran");
        town.LastTo("bima").Rows.SelectMany(r => r).ShouldAllBe(b => !b.Label.StartsWith("Konfirmasi"));
    }

    [Fact]
    public async Task What_was_proposed_by_one_who_lost_the_right_is_not_confirmed()
    {
        await using var town = await Administrators("ratna", "bima", "candra");
        await Give(town, "ratna");
        await town.Say("bima", "/peran");
        foreach (var press in new[] { "Konfirmasi (1)", "Orang Baru · Kepala unit (Dinas Sosial)" }) await town.Press("bima", press);
        await town.With(s => s.GetRequiredService<Core.Persistence.WriteQueue>().Enqueue(async write =>
        {
            var ratna = await write.Db.People.SingleAsync(p => p.Address == "ratna");
            foreach (var held in await write.Db.Memberships.Where(m => m.PersonId == ratna.Id).ToListAsync())
                held.End(town.Time.GetUtcNow());
        }));
        await town.Press("bima", "Setuju");

        town.LastTo("bima").Text.ShouldContain("sudah tidak berlaku");
        (await Heads(town)).ShouldBe(0);
        (await town.Read(db => db.PendingRoles.CountAsync())).ShouldBe(0);
    }

    private static async Task<Town> Administrators(params string[] who)
    {
        var town = new Town(new() { ["Membership:SecondPerson"] = "true" });
        foreach (var administrator in who)
        {
            await town.Say(administrator, "/start");
            await town.Appoint(administrator, Role.InstansiAdministrator);
        }

        await town.Say("baru", "/start");
        await town.Appoint("baru", Role.Asn, "DINSOS");
        foreach (var text in new[] { "/profil", "Orang Baru" }) await town.Say("baru", text);
        return town;
    }

    private static async Task Give(Town town, string by)
    {
        await town.Say(by, "/peran");
        await town.Press(by, "Beri peran");
        foreach (var text in new[] { "Orang Baru", "Kepala unit", "DINSOS" }) await town.Say(by, text);
        await town.Press(by, "Beri peran");
    }

    private static Task<int> Heads(Town town) => town.Read(db => db.Memberships.CountAsync(m => m.Role == Role.Head && m.Until == null));

    private static Task<List<Role>> Roles(Town town, string who) => town.Read(db => db.Memberships
        .Where(m => m.Until == null && db.People.Any(p => p.Id == m.PersonId && p.Address == who)).Select(m => m.Role).OrderBy(r => r)
        .ToListAsync());
}
