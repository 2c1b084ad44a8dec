using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Membership;

/// <summary>Whoever judges reports about all units but their own does not choose by themselves which one that is.</summary>
public sealed class OwnUnitTests
{
    [Theory]
    [InlineData(nameof(Role.Triage))]
    [InlineData(nameof(Role.Inspectorate))]
    [InlineData(nameof(Role.InstansiHead))]
    public async Task They_do_not_leave_it_by_their_own_word(string role)
    {
        await using var town = await Town(Enum.Parse<Role>(role));
        await town.Press("tri", "Pindah unit");

        town.LastTo("tri").Text.ShouldContain("dicatat pengelola instansi lain");
        (await UnitOf(town)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_officer_moves_by_themselves_and_loses_the_role_with_it()
    {
        await using var town = await Town(Role.Officer);
        await town.Press("tri", "Pindah unit");
        await town.Press("tri", "Tidak di unit layanan");
        await town.Press("tri", "Pindah");

        (await UnitOf(town)).ShouldBeNull();
    }

    private static async Task<Town> Town(Role role)
    {
        var town = new Town();
        foreach (var (who, held, unit) in new[] { ("ratna", Role.InstansiAdministrator, null), ("tri", Role.Asn, "DINSOS"),
            ("tri", role, role == Role.Officer ? "DINSOS" : null) })
        {
            await town.Say(who, "/start");
            await town.Appoint(who, held, unit);
        }

        foreach (var text in new[] { "/profil", "Tri Uji", "/profil" }) await town.Say("tri", text);
        return town;
    }

    private static Task<int?> UnitOf(Town town) => town.Read(db => db.Memberships
        .Where(m => m.Role == Role.Asn && m.Until == null && db.People.Any(p => p.Id == m.PersonId && p.Address == "tri"))
        .Select(m => m.UnitId).SingleAsync());
}
