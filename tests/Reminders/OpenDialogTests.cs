using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Reminders;

/// <summary>A reminder that stands in the outbox already when its receiver begins a dialog.</summary>
public sealed class OpenDialogTests
{
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_waits_for_the_end_of_the_dialog_while_others_get_theirs()
    {
        await using var town = await WithOpenDialog();
        Reminded(town).ShouldBe(["asn-1"]);
        await town.With(_ => Task.CompletedTask);
        Reminded(town).ShouldBe(["asn-1"]);
        await town.Press("asn-0", "Berhenti");
        Reminded(town).ShouldBe(["asn-1", "asn-0"]);
    }

    [Fact]
    public async Task It_is_dropped_when_its_hours_are_over_and_counts_as_not_sent()
    {
        await using var town = await WithOpenDialog();
        town.Time.Set(HalfPastSeven.AddHours(4));
        await town.With(_ => Task.CompletedTask);
        Reminded(town).ShouldBe(["asn-1"]);
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
        (await town.Read(db => db.Reminders.OrderBy(r => r.PersonId).Select(r => r.State).ToListAsync())).ShouldBe([ReminderState.Dropped,
            ReminderState.Sent]);
        await town.Press("asn-0", "Berhenti");
        town.Time.Set(HalfPastSeven.AddDays(1));
        await town.With(s => s.GetRequiredService<PlanReminders>().Run());
        Reminded(town).Order(StringComparer.Ordinal).ShouldBe(["asn-0", "asn-1", "asn-1"]);
    }

    private static async Task<Town> WithOpenDialog()
    {
        var town = new Town();
        await PlanRemindersTests.Settle(town, 2);
        town.Time.Set(HalfPastSeven);
        await town.With(async services =>
        {
            await services.GetRequiredService<PlanReminders>().Run();
            await services.GetRequiredService<ReceiveMessages>()
                .Receive([new Inbound { Channel = "test", ExternalId = town.NextId(), Address = "asn-0", Sender = "asn-0",
                Text = "/nilai DISDUKCAPIL" }]);
        });
        return town;
    }

    private static List<string> Reminded(Town town) =>
        [.. town.Channel.All.Where(s => s.Message.Rows.Any(r => r.Any(b => b.Label == "Sudah"))).Select(s => s.Message.Address)];
}
