using Core.People;
using Core.Persistence;
using Core.Reminders;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Reminders;

public sealed class TeamValueTests
{
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task The_count_of_a_team_is_told_from_five_people_on(int people, bool told)
    {
        await using var town = new Town();
        await town.Appoint("kepala", Role.Head, "DPMPTSP");
        await town.Say("kepala", "/apel");
        await town.Press("kepala", "Harmonis");
        await PlanRemindersTests.Settle(town, people);
        await Do(town, "HA1");
        await Do(town, "AK1");
        await town.Say("asn-0", "/apel");
        var said = town.Channel.Last(s => s.Message.Address == "asn-0").Message.Text;
        said.Contains($"sudah {people} kali dijalankan oleh {people} orang").ShouldBe(told, said);
        said.ShouldNotContain($"{people * 2} kali");
        if (!told) said.ShouldNotContain($"{people} kali");
    }

    [Fact]
    public async Task Where_a_unit_has_a_head_nobody_else_of_the_team_enters_its_value()
    {
        await using var town = new Town();
        await PlanRemindersTests.Settle(town, 1);
        await town.Say("asn-0", "/apel");
        town.Channel.Last(s => s.Message.Address == "asn-0").Message.Rows.SelectMany(r => r).ShouldContain(b => b.Label == "Harmonis");
        await town.Press("asn-0", "Biarkan");
        await town.Appoint("kepala", Role.Head, "DPMPTSP");
        await town.Say("asn-0", "/apel");
        town.Channel.Last(s => s.Message.Address == "asn-0").Message.Rows.SelectMany(r => r).ShouldNotContain(b => b.Label == "Harmonis");
    }

    /// <summary>Everybody did one reminder of this behaviour on a day of the month.</summary>
    private static Task Do(Town town, string behaviour) => town.With(services =>
    {
        var unit = services.GetRequiredService<UnitCatalog>().Find("DPMPTSP")!.Id;
        return services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var people = await write.Db.Memberships.Where(m => m.Role == Role.Asn).Select(m => m.PersonId).ToListAsync();
            var day = new DateOnly(2026, 11, behaviour[0] == 'H' ? 16 : 17);
            write.Db.Reminders.AddRange(people.Select(p => Reminder.Of(p, day, unit, behaviour, ReminderState.Done)));
        });
    });
}
