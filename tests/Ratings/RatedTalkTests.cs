using Bot.Web.Chat;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Ratings;

/// <summary>What stays of a rating in a talk that is kept for the browser.</summary>
public sealed class RatedTalkTests
{
    private static readonly string[] Nine = [.. Enumerable.Repeat("3", 9)];

    [Fact]
    public async Task The_kept_talk_is_the_same_whatever_was_said()
    {
        await using var town = Open();
        var brief = await Rate(town, "a1", [.. Nine, "Lewati semua", "Lewati"]);
        var whole = await Rate(town, "b2", [.. Nine, "Perempuan", "30–39 tahun", "S1", "PNS", "Loket dua lambat, petugas minta uang.",
            "Tidak, cukup sebagai saran"]);

        whole.ShouldBe(brief);
        whole.Count.ShouldBe(3);
        whole[^1].ShouldContain("Terima kasih");
    }

    [Fact]
    public async Task The_kept_talk_does_not_tell_how_far_somebody_came_who_stopped()
    {
        await using var town = Open();
        (await Rate(town, "a1", ["3", "3", "Berhenti"])).ShouldBe(await Rate(town, "b2", ["1", "2", "3", "4", "1", "Berhenti"]));
    }

    private static Town Open() => new(register: services => services.AddWebChat(new ConfigurationBuilder().Build()));

    /// <summary>What is stored of the whole talk, line by line.</summary>
    private static async Task<List<string>> Rate(Town town, string browser, string[] lines)
    {
        await town.With(async services =>
        {
            var (talk, inbox) = (services.GetRequiredService<ChatTalk>(), services.GetRequiredService<ReceiveMessages>());
            var sender = services.GetRequiredService<OutboxSender>();
            foreach (var (number, text) in lines.Prepend("/start DINSOS_bantuan-sosial").Index())
            {
                town.Time.Advance(TimeSpan.FromSeconds(2));
                await talk.Say(browser, $"baris-{number}", new ChatLine { Text = text });
                await inbox.Receive([new Inbound
                {
                    Channel = "web",
                    ExternalId = $"{browser}:{number}",
                    Address = browser,
                    Sender = browser,
                    Text = text,
                }]);
                while (await sender.LookNow() > 0) await sender.WhenIdle();
                await sender.WhenIdle();
            }
        });
        return await town.Read(async db => (await db.WebMessages.Where(m => m.Address == browser).OrderBy(m => m.Id).ToListAsync())
            .ConvertAll(m => $"{m.FromMe} {(ChatLine.Read(m.Body) with { Retires = null }).Write()}"));
    }
}
