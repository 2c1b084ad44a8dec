using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Membership;

/// <summary>A role that was taken does not come back by an old link, and whoever lost the right to invite invites nobody.</summary>
public sealed class WayBackTests
{
    [Fact]
    public async Task A_role_that_was_taken_does_not_come_back_by_the_old_invitation()
    {
        await using var town = new Town();
        var link = await Invite(town, "Petugas pengaduan");
        await Join(town, "xaver", link, "Xaver Uji");
        await Take(town, "Xaver Uji · Petugas pengaduan (Dinas Sosial)");

        await town.Say("xaver", link);
        await town.Say("xaver", "Saya setuju");

        (await Holds(town, "xaver", Role.Officer)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nor_for_an_ordinary_civil_servant_whose_link_others_still_use()
    {
        await using var town = new Town();
        var link = await Invite(town, "ASN");
        await Join(town, "xaver", link, "Xaver Uji");
        await Take(town, "Xaver Uji · ASN (Dinas Sosial)");
        await town.Say("xaver", link);
        town.LastTo("xaver").Text.ShouldContain("sudah berakhir");
        await town.Say("xaver", "Saya setuju");
        (await Holds(town, "xaver", Role.Asn)).ShouldBeFalse();

        await Join(town, "yani", link, "Yani Uji");
        (await Holds(town, "yani", Role.Asn)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nor_after_the_account_was_erased_and_came_back_as_somebody_new()
    {
        await using var town = new Town();
        var link = await Invite(town, "Petugas pengaduan");
        await Join(town, "xaver", link, "Xaver Uji");
        await Take(town, "Xaver Uji · Petugas pengaduan (Dinas Sosial)");
        foreach (var text in new[] { "/hapus", "Hapus data saya" }) await town.Say("xaver", text);

        await Join(town, "xaver", link, "Xaver Baru");

        (await Holds(town, "xaver", Role.Officer)).ShouldBeFalse();
    }

    [Fact]
    public async Task Invitations_of_somebody_who_lost_the_right_to_make_them_are_void()
    {
        await using var town = new Town();
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Say("una", "/start");
        await town.Appoint("una", Role.UnitAdministrator, "DINSOS");
        foreach (var text in new[] { "/undang", "Kepala unit", "DINSOS", "25 orang", "7 hari" }) await town.Say("una", text);
        var link = LinkIn(town.LastTo("una").Text);
        await town.Dismiss("una");

        await Join(town, "asing", link, "Orang Asing");

        (await Holds(town, "asing", Role.Head)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_invited_hears_who_joined()
    {
        await using var town = new Town();
        var link = await Invite(town, "Petugas pengaduan");
        await Join(town, "xaver", link, "Xaver Uji");

        town.LastTo("ratna").Text.ShouldContain("Xaver Uji bergabung sebagai Petugas pengaduan");
    }

    private static async Task<string> Invite(Town town, string role)
    {
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        foreach (var text in new[] { "/undang", role, "DINSOS", "5 orang", "7 hari" }) await town.Say("ratna", text);
        return LinkIn(town.LastTo("ratna").Text);
    }

    private static async Task Join(Town town, string who, string link, string name)
    {
        foreach (var text in new[] { link, "Saya setuju", "Benar", name, "Bahasa Indonesia", "Tanpa pengingat", "-" })
            await town.Say(who, text);
        if (town.LastTo(who).Rows.Any(r => r.Any(b => b.Label == "Lewati"))) await town.Press(who, "Lewati");
    }

    private static async Task Take(Town town, string whose)
    {
        foreach (var text in new[] { "/peran", "Cabut peran", whose }) await town.Say("ratna", text);
        await town.Press("ratna", "Cabut peran");
    }

    private static Task<bool> Holds(Town town, string who, Role role) => town.Read(db =>
        db.Memberships.AnyAsync(m => m.Role == role && m.Until == null && db.People.Any(p => p.Id == m.PersonId && p.Address == who)));

    private static string LinkIn(string text)
    {
        var start = text.IndexOf("/start undangan_", StringComparison.Ordinal);
        return new string([.. text[start..].TakeWhile(c => char.IsLetterOrDigit(c) || c is '/' or ' ' or '_' or '-')]).Trim();
    }
}
