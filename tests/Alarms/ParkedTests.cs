using Core.Alarms;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Dialogs;
using Tests.Support;

namespace Tests.Alarms;

/// <summary>What is parked is shown without a word of it, sent again or dropped, and each is in the record of acts.</summary>
public sealed class ParkedTests
{
    private const string Words = "kata-kata warga";

    [Fact]
    public async Task An_unsent_message_is_sent_again()
    {
        await using var town = await WithParked();
        await town.Say("ratna", "/sistem tertahan");
        town.LastTo("ratna").Text.ShouldContain("1 pesan tertahan");
        Shown(town).ShouldNotContain(Words);
        town.Channel.Fault = _ => null;
        await town.Press("ratna", Row(town));
        Shown(town).ShouldNotContain(Words);
        await town.Press("ratna", "Kirim ulang");

        town.LastTo("ratna").Text.ShouldContain("1 pesan segera");
        town.Channel.All.Count(s => s.Message.Address == "42" && s.Message.Text == Words).ShouldBe(1);
        (await town.Read(db => ParkedMessages.Count(db))).ShouldBe(0);
        await town.Say("ratna", "/audit");
        town.LastTo("ratna").Text.ShouldContain("mengirim ulang pesan tertahan o");
    }

    [Fact]
    public async Task An_unsent_message_is_dropped()
    {
        await using var town = await WithParked();
        await town.Say("ratna", "/sistem tertahan");
        await town.Press("ratna", "Semuanya");
        await town.Press("ratna", "Buang");

        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
        town.Channel.All.ShouldNotContain(s => s.Message.Address == "42");
    }

    [Fact]
    public async Task A_received_message_is_handled_again_once_and_only_when_somebody_wants_it()
    {
        await using var town = new Town(register: s => s.AddSingleton(TestDialogs.Assembly));
        await Administrator(town);
        await town.Say("42", "/terburu");
        (await town.Read(db => ParkedMessages.Count(db))).ShouldBe(1);
        await Handle(town);
        (await town.Read(db => ParkedMessages.Count(db))).ShouldBe(1);
        await town.Say("ratna", "/sistem tertahan");
        await town.Press("ratna", Row(town));
        await town.Press("ratna", "Proses ulang");
        await Handle(town);

        (await town.Read(db => ParkedMessages.Count(db))).ShouldBe(1, "it failed again");
        (await town.Read(db => db.Inbox.CountAsync(m => m.Body != null && m.Failures > 0))).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_can_be_handled_now_is_answered()
    {
        await using var town = new Town();
        await Administrator(town);
        var body = """{"Channel":"test","ExternalId":"lama","Address":"42","Sender":"42","Text":"/bantuan"}""";
        await town.With(async s =>
        {
            await using var db = await s.GetRequiredService<IDbContextFactory<Core.Persistence.AppDb>>().CreateDbContextAsync();
            await db.Database.ExecuteSqlAsync(
                $"insert into inbox (channel, external_id, received_at, failures, body, error) values ('test', 'lama', 1, 0, {body}, 'X')");
        });
        await Handle(town);
        await Handle(town);

        town.Channel.All.Count(s => s.Message.Address == "42").ShouldBe(1);
        (await town.Read(db => db.Inbox.CountAsync(m => m.ExternalId == "lama" && m.Body == null))).ShouldBe(1);
    }

    [Fact]
    public async Task A_units_administrator_sees_the_state_and_nothing_parked()
    {
        await using var town = await WithParked();
        await town.Say("una", "/start");
        await town.Appoint("una", Role.UnitAdministrator, "DINSOS");
        await town.Say("una", "/sistem tertahan");

        town.LastTo("una").Text.ShouldContain("Keadaan sistem");
        town.LastTo("una").Rows.ShouldBeEmpty();
    }

    private static string Shown(Town town) =>
        $"{town.LastTo("ratna").Text}{string.Join('\n', town.LastTo("ratna").Rows.SelectMany(r => r).Select(b => b.Label))}";

    private static string Row(Town town) =>
        town.LastTo("ratna").Rows.SelectMany(r => r).First(b => b.Label.Contains(" · ", StringComparison.Ordinal)).Label;

    private static Task Handle(Town town) => town.With(s => s.GetRequiredService<HandleParked>().Run());

    private static async Task Administrator(Town town)
    {
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
    }

    private static async Task<Town> WithParked()
    {
        var town = new Town();
        await Administrator(town);
        town.Channel.Fault = m => m.Address == "42" ? new SendOutcome.Refused("Bad Request: message is odd") : null;
        await town.With(s => s.GetRequiredService<Core.Persistence.WriteQueue>().Enqueue(async write =>
        {
            await s.GetRequiredService<SendLater>().Put(write, new Outgoing("test", new OutgoingMessage { Address = "42", Text = Words }));
        }));
        return town;
    }
}
