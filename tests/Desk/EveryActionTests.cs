using System.Net;
using Core.Complaints;
using Core.Complaints.Handling;
using Core.Complaints.Tracking;
using Core.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Tests.Desk;

/// <summary>
/// That the tables leave nothing out: every act of officials has a step that <see cref="BothDoorsTests"/> tries by both doors or a test of
/// its own, every act of citizens a word of /cek, and every address of the desk that changes something a test of who may.
/// </summary>
public sealed class EveryActionTests
{
    private const Relation Officials = Relation.Officer | Relation.Head | Relation.Holder | Relation.Inspector | Relation.Chief
        | Relation.Triage | Relation.Reviewer | Relation.Superior | Relation.Overseer;

    /// <summary>Acts of officials that no step of the list is, and what tries them.</summary>
    private static readonly Dictionary<Act, string> Elsewhere = new()
    {
        [Act.View] = nameof(BothDoorsTests),
        [Act.List] = nameof(SightTests),
        [Act.File] = nameof(ReceiveTests),
        [Act.SuspectSpam] = nameof(Who_may_end_one_may_say_that_it_is_spam),
    };

    /// <summary>What changes something at the desk beside the steps, and what tries who may.</summary>
    private static readonly Dictionary<string, string> Posts = new()
    {
        ["/meja/masuk"] = nameof(DoorTests),
        ["/meja/dalam"] = nameof(DoorTests),
        ["/meja/keluar"] = nameof(DoorTests),
        ["/meja/daftar"] = nameof(Bulk_steps_reach_no_other_unit_and_kept_lists_are_their_owners),
        ["/meja/borongan"] = nameof(Bulk_steps_reach_no_other_unit_and_kept_lists_are_their_owners),
        ["/meja/terima"] = nameof(ReceiveTests),
        ["/meja/terima/lagi"] = nameof(CounterTests),
        ["/meja/kertas/{act}"] = nameof(PaperAtTheDeskTests),
        ["/meja/jawaban"] = nameof(ReceiveTests),
        ["/meja/k/{code}/golongan"] = nameof(Whoever_may_note_may_sort_and_nobody_else),
        ["/meja/k/{code}/{step}"] = nameof(BothDoorsTests),
    };

    [Fact]
    public void Every_act_of_officials_is_a_step_that_is_tried_by_both_doors_or_has_a_test_of_its_own()
    {
        var theirs = ComplaintRules.All.Where(r => (r.Who & Officials) != 0).Select(r => r.Act).Distinct().Order();
        var tried = StepsOpen.Acts.Values.Where(a => a is not (Act.View or Act.TakeBack)).Concat(Elsewhere.Keys).Distinct().Order();
        theirs.ShouldBe(tried);
    }

    [Fact]
    public void Every_act_of_citizens_has_its_word()
    {
        var theirs = ComplaintRules.All.Where(r => (r.Who & Relation.Complainant) != 0).Select(r => r.Act).Distinct();
        theirs.Where(a => a != Act.File).Order().ShouldBe(TrackComplaint.Acts.Values.Distinct().Order());
    }

    [Fact]
    public void Who_may_end_one_may_say_that_it_is_spam()
    {
        foreach (var state in Enum.GetValues<ComplaintState>())
            foreach (var who in Enum.GetValues<Relation>())
                ComplaintRules.Allow(Act.SuspectSpam, state, who).ShouldBe(ComplaintRules.Allow(Act.Dismiss, state, who), $"{state} {who}");
    }

    [Fact]
    public async Task Every_address_that_changes_something_has_a_test_of_who_may()
    {
        await using var town = await DeskTown.Start();
        town.Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Where(p => p.StartsWith("/meja", StringComparison.Ordinal))
            .Distinct().Order().ShouldBe(Posts.Keys.Order());
    }

    [Theory]
    [InlineData("Officer", "DINSOS", true)]
    [InlineData("Head", "DINSOS", true)]
    [InlineData("Officer", "DISDUK", false)]
    [InlineData("Head", "DISDUK", false)]
    [InlineData("Triage", null, false)]
    [InlineData("Inspectorate", null, false)]
    [InlineData("UnitAdministrator", "DINSOS", false)]
    [InlineData("InstansiAdministrator", null, false)]
    [InlineData("InstansiHead", null, false)]
    public async Task Whoever_may_note_may_sort_and_nobody_else(string role, string? unit, bool may)
    {
        await using var town = await DeskTown.Start();
        var browser = await town.Enter(await town.Official("1", Enum.Parse<Role>(role), unit));
        var token = await Token(browser);
        var code = await town.Complaint("Lampu jalan di depan pasar padam sejak Senin.");
        var version = $"{(await town.Stored(code)).Version}";
        using var answer = await browser.Post($"/meja/k/{code}/golongan", ("t", token), ("versi", version), ("mendesak", "1"));
        answer.StatusCode.ShouldBe(may ? HttpStatusCode.Redirect : HttpStatusCode.NotFound);
        (await town.Stored(code)).Urgent.ShouldBe(may);
    }

    [Fact]
    public async Task Bulk_steps_reach_no_other_unit_and_kept_lists_are_their_owners()
    {
        await using var town = await DeskTown.Start();
        var own = await town.Enter(await town.Official("1", Role.Officer, "DINSOS"));
        var foreign = await town.Enter(await town.Official("2", Role.Officer, "DISDUK"));
        var code = await town.Complaint("Lampu jalan di depan pasar padam sejak Senin.");
        var version = (await town.Stored(code)).Version;
        using var done = await foreign.Post("/meja/borongan", ("t", await Token(foreign)), ("k", code), ($"v:{code}", $"{version}"),
            ("aksi", "selesai"), ("kata", "Sudah kami perbaiki semua."), ("do", "ya"));
        (await town.Stored(code)).Version.ShouldBe(version);

        await own.Post("/meja/daftar", ("t", await Token(own)), ("nama", "Telat"), ("saring", "?daftar=terlambat"));
        var view = await Views(town);
        await foreign.Post("/meja/daftar", ("t", await Token(foreign)), ("buang", $"{view.Single()}"));
        (await Views(town)).ShouldBe(view);
    }

    private static async Task<string> Token(DeskBrowser browser) =>
        (await browser.Page("/meja")).QuerySelector("input[name=t]")!.GetAttribute("value")!;

    private static async Task<List<long>> Views(DeskTown town)
    {
        await using var db = await town.Host.Open();
        return await db.DeskViews.Select(v => v.Id).ToListAsync();
    }
}
