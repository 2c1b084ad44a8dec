using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Reminders.Composing;
using Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Tests.Channels;
using Tests.Support;

namespace Tests.Outbox;

/// <summary>A message keeps its key and arguments until it goes out.</summary>
public sealed class WordsWhenSentTests
{
    private static readonly LocalizedText Sorry = "talk.sorry";

    [Fact]
    public async Task Somebody_who_changes_their_language_gets_a_waiting_reminder_in_the_new_one()
    {
        await using var town = new Town();
        foreach (var who in new[] { "asn-0", "asn-1" })
        {
            await town.Say(who, "/bahasa id");
            await Put(town, new OutgoingMessage { Address = who, Says = Sorry, Rows = WriteReminder.Buttons(1, again: false) },
                TimeSpan.FromHours(1));
        }

        await town.Say("asn-1", "/bahasa en");
        town.Time.Advance(TimeSpan.FromHours(2));
        await town.With(_ => Task.CompletedTask);

        town.LastTo("asn-1").Text.ShouldBe(Sorry.In(Wording.Of("en")));
        town.LastTo("asn-1").Rows[0].Select(b => b.Label).ShouldBe([.. Labels("en")]);
        town.LastTo("asn-0").Text.ShouldBe(Sorry.In(Wording.Of("id")));
        town.LastTo("asn-0").Rows[0].Select(b => b.Label).ShouldBe([.. Labels("id")]);
    }

    [Fact]
    public async Task The_row_holds_the_key_and_no_words()
    {
        await using var town = new Town();
        await Put(town, new OutgoingMessage { Address = "ani", Says = Sorry }, due: TimeSpan.FromHours(1));

        var body = await town.Read(db => Task.FromResult(db.Outbox.Single().Body));

        body.ShouldContain("talk.sorry");
        body.ShouldNotContain(Sorry.In(Wording.Of("id")));
    }

    [Fact]
    public async Task Whoever_is_unknown_or_a_group_reads_the_language_that_the_message_names()
    {
        await using var town = new Town();
        await Put(town, new OutgoingMessage { Address = "-1001", Chat = ChatKind.Group, Says = Sorry });
        await Put(town, new OutgoingMessage { Address = "tamu", Says = Sorry, Language = "en-GB" });

        town.LastTo("-1001").Text.ShouldBe(Sorry.In(Wording.Of("id")));
        town.LastTo("tamu").Text.ShouldBe(Sorry.In(Wording.Of("en")));
    }

    [Fact]
    public async Task After_a_day_of_silence_a_channel_with_templates_gets_the_key_and_is_told_that_it_must_use_it()
    {
        await using var town = new Town(channel: new SmallChannel());
        await town.Say("ani", "/bantuan");
        town.Time.Advance(TimeSpan.FromHours(
            14)); // only the day on which somebody wrote is kept, so the window is counted from its beginning
        await Put(town, new OutgoingMessage { Address = "ani", Says = Sorry });
        town.LastTo("ani").AsTemplate.ShouldBeFalse();

        town.Time.Advance(TimeSpan.FromHours(10));
        await Put(town, new OutgoingMessage { Address = "ani", Says = Sorry });

        var sent = town.LastTo("ani");
        (sent.AsTemplate, sent.Says!.Value.Text).ShouldBe((true, "talk.sorry"));
    }

    [Fact]
    public async Task A_file_that_the_channel_cannot_carry_is_named_in_words()
    {
        await using var town = new Town(channel: new SmallChannel());
        await town.Say("ani", "/bahasa en");

        var report = new OutFile("laporan.pdf", "laporan.pdf", Picture: false);
        await Put(town, new OutgoingMessage { Address = "ani", Text = "Your report.", File = report });

        var sent = town.LastTo("ani");
        sent.File.ShouldBeNull();
        sent.Text.ShouldBe("Your report.\n\n" + Wording.Of("en")["channels.no-file", "laporan.pdf"]);
    }

    [Fact]
    public async Task More_buttons_than_a_channel_shows_come_in_a_second_message()
    {
        await using var town = new Town(channel: new SmallChannel());
        var rows = Enumerable.Range(1, 23).Select(i => new[] { new Button($"Tombol {i}", $"/{i}") }).ToList();

        await town.Say("ani", "/bahasa id");

        await Put(town, new OutgoingMessage { Address = "ani", Text = "Pilih:", Rows = rows });

        var sent = town.Channel.All.Skip(1).Select(s => s.Message).ToList();
        sent.Select(m => m.Rows.Count).ShouldBe([10, 10, 3]);
        sent.SelectMany(m => m.Rows.Select(r => r[0].Data)).ShouldBe(Enumerable.Range(1, 23).Select(i => $"/{i}"));
        sent[1].Text.ShouldBe(Wording.Of("id")["channels.more-choices"]);
    }

    private static IEnumerable<string> Labels(string language) =>
        new[] { "reminder.done", "reminder.later", "reminder.skip" }.Select(key => Wording.Of(language)[key]);

    private static Task Put(Town town, OutgoingMessage message, TimeSpan due = default) => town.With(services =>
    {
        var outgoing = new Outgoing(town.Channel.Name, message) { DueAt = town.Time.GetUtcNow() + due };
        var later = services.GetRequiredService<SendLater>();
        return services.GetRequiredService<WriteQueue>().Enqueue(async write => await later.Put(write, outgoing));
    });
}
