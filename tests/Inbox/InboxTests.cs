using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Dialogs;
using Tests.Support;

namespace Tests.Inbox;

public sealed class InboxTests
{
    [Fact]
    public async Task An_update_that_comes_twice_is_answered_once()
    {
        await using var town = new Town();
        var update = new Inbound { Channel = "test", ExternalId = "7", Address = "warga", Sender = "warga", Text = "/start DPMPTSP" };
        await town.Receive(update);
        await town.Receive(update);
        town.Channel.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_fails_three_times_is_parked_with_its_content_and_the_person_gets_an_apology()
    {
        await using var town = TestDialogs.Town();
        await town.Say("warga", "/terburu sekali");
        var parked = await town.Read(db => db.Inbox.SingleAsync(m => m.Body != null));
        parked.Failures.ShouldBe(3);
        parked.Body!.ShouldContain("/terburu sekali");
        parked.Error.ShouldBe(nameof(InvalidOperationException));
        town.LastTo("warga").Text.ShouldContain("gangguan di pihak kami");
        town.Log.Lines.ShouldNotContain(l => l.Contains("sekali", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_parked_message_the_chat_goes_on()
    {
        await using var town = TestDialogs.Town();
        await town.Say("warga", "/terburu");
        await town.Say("warga", "/start DPMPTSP");
        town.LastTo("warga").Text.ShouldContain("1/9");
    }

    [Fact]
    public async Task Two_messages_of_one_chat_at_once_are_answered_one_after_the_other()
    {
        await using var town = new Town();
        await town.Say("warga", "/start DPMPTSP");
        await town.With(services =>
        {
            var inbox = services.GetRequiredService<ReceiveMessages>();
            return Task.WhenAll(Enumerable.Range(1, 9).Select(i => inbox.Receive([Typed($"x{i}", "3")])));
        });
        town.LastTo("warga").Text.ShouldContain("Boleh kami tahu");
    }

    [Fact]
    public async Task The_same_button_pressed_twice_counts_once_and_says_nothing()
    {
        await using var town = new Town();
        await town.Say("warga", "/start DPMPTSP");
        var card = town.Channel.All[^1];
        var data = card.Message.Rows[2][0].Data!;
        await town.PressData("warga", data, card.Id);
        await town.PressData("warga", data, card.Id);
        town.Channel.All.Count.ShouldBe(2);
        town.LastTo("warga").Text.ShouldContain("2/9");
    }

    [Fact]
    public async Task Every_button_fits_into_the_platforms_64_bytes()
    {
        await using var town = new Town();
        await town.Say("warga", "/nilai");
        await town.Press("warga", "Puskesmas Parit Rantang");
        var data = town.Channel.All.SelectMany(s => s.Message.Rows).SelectMany(r => r).Select(b => b.Data).OfType<string>().ToList();
        data.Count.ShouldBeGreaterThan(10);
        data.ShouldAllBe(d => System.Text.Encoding.UTF8.GetByteCount(d) <= 64);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_known_and_comes_back_by_writing()
    {
        await using var town = new Town();
        town.Channel.Fault = _ => new SendOutcome.Unreachable("blocked");
        await town.Say("warga", "/start");
        (await town.Read(db => db.People.SingleAsync())).UnreachableSince.ShouldNotBeNull();
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
        town.Channel.Fault = _ => null;
        await town.Receive(new Inbound
        {
            Channel = "test",
            ExternalId = "back",
            Address = "warga",
            Sender = "warga",
            Event = ChatEvent.Joined
        });
        (await town.Read(db => db.People.SingleAsync())).UnreachableSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_message_is_parked_and_the_next_one_goes_out()
    {
        await using var town = new Town();
        town.Channel.Fault = m => m.Text.Contains("1/9", StringComparison.Ordinal) ? new SendOutcome.Refused("BUTTON_DATA_INVALID") : null;
        await town.Say("warga", "/start DPMPTSP");
        await town.Say("warga", "/skor");
        (await town.Read(db => db.Outbox.Select(m => m.State).ToListAsync())).ShouldAllBe(s => s == OutboxState.Parked);
        town.Channel.All.ShouldContain(s => s.Message.Text.Contains("Skor pelayanan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chat_that_moved_gets_its_message_at_the_new_address()
    {
        await using var town = new Town();
        town.Channel.Fault = m => m.Address == "warga" ? new SendOutcome.Moved("pindah") : null;
        await town.Say("warga", "/start");
        await town.With(_ => Task.CompletedTask);
        town.LastTo("pindah").Text.ShouldContain("Selamat datang");
    }

    [Fact]
    public async Task What_an_earlier_life_did_not_send_goes_out_first()
    {
        await using var town = new Town();
        town.Channel.Fault = _ => throw new OperationCanceledException();
        await town.With(async services =>
        {
            var later = services.GetRequiredService<SendLater>();
            await services.GetRequiredService<Core.Persistence.WriteQueue>().Enqueue(async write =>
                await write.Db.Sql.Run(
                    "insert into outbox (channel, address, body, bulk, due_at, state, attempts, owner) values ('test', 'warga', '{\"Address\":\"warga\",\"Text\":\"dari tadi\"}', @p0, 0, 'Waiting', 0, '')", false));
        });
        town.Channel.Fault = _ => null;
        await town.Restart();
        await town.With(async services =>
        {
            await services.GetRequiredService<OutboxSender>().StartAsync(default);
            await services.GetRequiredService<ReceiveMessages>().Receive([Typed("later", "/start")]);
        });
        town.Channel.All.Select(s => s.Message.Text).First().ShouldBe("dari tadi");
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Starting_anew_what_is_no_longer_ones_own_says_that_it_is_gone()
    {
        await using var town = new Town();
        await town.Say("asn", "/start");
        await town.Appoint("asn", Role.Asn, "DPMPTSP");
        await town.Say("asn", "/target");
        await town.Press("asn", town.LastTo("asn").Rows[0][0].Label);
        await town.Say("asn", "/start");
        await town.Dismiss("asn");
        await town.Press("asn", "Mulai lagi");
        town.LastTo("asn").Text.ShouldContain(Wording.Of("id")["dialog.gone"]);
        town.Log.Errors.ShouldBeEmpty();
    }

    private static Inbound Typed(string id, string text) =>
        new() { Channel = "test", ExternalId = id, Address = "warga", Sender = "warga", Text = text };
}
