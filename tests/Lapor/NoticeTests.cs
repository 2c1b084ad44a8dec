using Core.Complaints.Filing;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Lapor;

/// <summary>
/// Whoever complains is told before that SP4N-LAPOR! may receive it, where officials can pass it on, and only there (UU 27/2022,
/// article 21).
/// </summary>
public sealed class NoticeTests
{
    [Theory]
    [InlineData("id", "Baca selengkapnya")]
    [InlineData("en", "Read it in full")]
    public async Task The_consent_and_the_notice_on_privacy_name_the_receiver(string language, string more)
    {
        await using var town = await LaporTown.Start();
        if (language == "en") await English(town.Town);

        await town.Town.Say("warga", "/privasi");
        Said(town.Town).ShouldContain(t => t.Contains("SP4N-LAPOR!"));
        await town.Town.Say("warga", "/adukan");
        town.Town.LastTo("warga").Text.ShouldContain("SP4N-LAPOR!");
        await town.Town.Press("warga", more);
        Said(town.Town)[^1].ShouldContain("76/2013");
    }

    [Theory]
    [InlineData("id", "Baca selengkapnya")]
    [InlineData("en", "Read it in full")]
    public async Task Nothing_is_said_of_it_where_it_is_off(string language, string more)
    {
        await using var town = ComplaintTown.New();
        if (language == "en") await English(town);

        await town.Say("warga", "/privasi");
        await town.Say("warga", "/adukan");
        await town.Press("warga", more);

        Said(town).ShouldNotContain(t => t.Contains("SP4N"));
    }

    [Fact]
    public async Task Who_agreed_before_it_was_switched_on_is_asked_again_and_who_agreed_to_more_is_not()
    {
        await using var town = await LaporTown.Start();
        await town.Complaint();
        var consent = await town.Town.Read(db => db.ComplaintConsents.AsNoTracking().SingleAsync());

        consent.Version.ShouldBe("complaint-3-lapor");
        (await Latest(town.Town, consent, national: true)).ShouldNotBeNull();
        (await Latest(town.Town, consent, national: false)).ShouldNotBeNull();
        await town.Town.Read(db => db.ComplaintConsents.ExecuteUpdateAsync(s => s.SetProperty(c => c.Version, ComplaintConsent.Notice)));
        (await Latest(town.Town, consent, national: true)).ShouldBeNull();
    }

    [Theory]
    [InlineData("id", "f511ceca7e9ecf01")]
    [InlineData("en", "ae04363434ce2c3a")]
    public void A_changed_notice_needs_a_new_version(string language, string hash)
    {
        var text = Wording.Of(language)["complaint.consent-national"].Replace("{1}", "112");
        var now = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
        (ComplaintConsent.NationalNotice, now).ShouldBe(("complaint-3-lapor", hash),
            "The notice changed: give ComplaintConsent.NationalNotice a new name, then write the new hash here.");
    }

    private static Task<string?> Latest(Town town, ComplaintConsent consent, bool national) => town.Read(db =>
        ComplaintConsent.LatestOf(db, consent.PersonId!.Value, consent.At.AddDays(1), national).AsTask());

    private static async Task English(Town town)
    {
        await town.Say("warga", "/bahasa");
        await town.Press("warga", "English");
    }

    private static List<string> Said(Town town) =>
        [.. town.Channel.All.Where(s => s.Message.Address == "warga").Select(s => s.Message.Text)];
}
