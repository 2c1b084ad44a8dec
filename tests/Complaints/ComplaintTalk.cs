using Core.People;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>Short ways through the talks about complaints, for tests that look at what lies behind them.</summary>
internal static class ComplaintTalk
{
    public static async Task<string> FileComplaint(this Town town, string who, string story, string unit = "DINSOS", string? photo = null)
    {
        await town.Say(who, $"/start adu_{unit}");
        if (town.LastTo(who).Text.Contains("Setuju melanjutkan?", StringComparison.Ordinal)) await town.Press(who, "Setuju, lanjutkan");
        if (photo is not null) await town.SendPhoto(who, photo);
        await town.Say(who, story);
        foreach (var press in new[] { "Selesai", "Kirim" }) await town.Press(who, press);
        return await town.Read(db => db.Complaints.OrderByDescending(c => c.Id).Select(c => c.Code).FirstAsync());
    }

    public static Task SendPhoto(this Town town, string who, string name) => town.Receive(new Core.Messaging.Inbound
    {
        Channel = "test",
        ExternalId = town.NextId(),
        Address = who,
        Sender = who,
        Files = [new Core.Messaging.InboundFile(name, Core.Messaging.FileKind.Photo, $"{who}-ktp.jpg", "image/jpeg", 1000)],
    });

    public static async Task Verify(this Town town, string triage, string code, string kind = "Tidak berkadar pengawasan")
    {
        await town.Say(triage, $"/tugas {code} verifikasi");
        await town.Press(triage, kind);
        await town.Press(triage, "Benar");
    }

    public static Task GiveRole(this Town town, string who, Role role, string? unit = null) => town.Appoint(who, role, unit);

    public static Task Run(this Town town, string job) => town.With(ComplaintTown.Jobs[job]);
}
