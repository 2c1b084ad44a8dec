using Core.FollowUps;
using Core.People;
using Core.Persistence;
using Core.Reminders;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.FollowUps;

/// <summary>Who is reminded of a plan: its author while they act for the unit, and whoever does so after them.</summary>
public sealed class RemindFollowUpsTests
{
    private const string Unit = "DINSOS";

    [Theory]
    [InlineData(nameof(Role.Head), Unit)]
    [InlineData(nameof(Role.UnitAdministrator), Unit)]
    [InlineData(nameof(Role.InstansiAdministrator), null)]
    public async Task Its_author_while_they_act_for_the_unit(string role, string? unit)
    {
        await using var town = new Town();
        await town.Appoint("author", Enum.Parse<Role>(role), unit);
        await Plan(town);
        await town.Appoint("other", Role.Head, Unit);
        await town.Appoint("boss", Role.InstansiAdministrator);
        (await RemindedOn(town, 7)).ShouldBe(["author"]);
    }

    [Theory]
    [InlineData("head administrator boss", "head")]
    [InlineData("administrator boss", "administrator")]
    [InlineData("boss", "boss")]
    [InlineData("", "")]
    public async Task After_them_the_head_of_the_unit_or_else_who_administers_it(string there, string told)
    {
        await using var town = new Town();
        await town.Appoint("author", Role.Head, Unit);
        await Plan(town);
        await town.Dismiss("author");
        await town.Appoint("author", Role.Head, "DPMPTSP");
        if (there.Contains("boss")) await town.Appoint("boss", Role.InstansiAdministrator);
        if (there.Contains("administrator")) await town.Appoint("administrator", Role.UnitAdministrator, Unit);
        if (there.Contains("head")) await town.Appoint("head", Role.Head, Unit);
        (await RemindedOn(town, 7)).ShouldBe(told.Length == 0 ? [] : [told]);
        (await RemindedOn(town, 8)).ShouldBe([], "once in a week");
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_not_the_only_one_to_be_reminded()
    {
        await using var town = new Town();
        await town.Appoint("author", Role.Head, Unit);
        await Plan(town);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await write.Db.People.SingleAsync()).UnreachableSince = town.Time.GetUtcNow()));
        await town.Appoint("deputy", Role.Head, Unit);
        (await RemindedOn(town, 7)).ShouldBe(["deputy"]);
    }

    [Fact]
    public async Task On_leave_nobody_is_reminded_and_the_reminder_waits_until_they_are_back()
    {
        await using var town = new Town();
        await town.Appoint("author", Role.Head, Unit);
        await Plan(town);
        await Leave(town, "author", 7, 8);
        await town.Appoint("deputy", Role.Head, Unit);
        (await RemindedOn(town, 7)).ShouldBe([]);
        (await RemindedOn(town, 9)).ShouldBe(["author"]);

        await town.Dismiss("author");
        await town.Appoint("second", Role.Head, Unit);
        await Leave(town, "second", 16, 16);
        (await RemindedOn(town, 16)).ShouldBe(["deputy"], "the other head is there");
        await Leave(town, "deputy", 23, 28);
        await Leave(town, "second", 23, 28);
        (await RemindedOn(town, 23)).ShouldBe([]);
        (await RemindedOn(town, 29)).ShouldBe(["deputy", "second"]);
    }

    private static Task Plan(Town town) => town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
    {
        var author = await write.Db.People.Select(p => p.Id).SingleAsync();
        write.Db.FollowUps.Add(new FollowUp
        {
            UnitId = s.GetRequiredService<UnitCatalog>().Find(Unit)!.Id,
            Month = new(202610),
            Unsur = "U3",
            What = "Loket prioritas lansia dibuka",
            Who = "Kepala bidang",
            DueOn = new(2026, 12, 4),
            AuthorId = author,
            At = town.Time.GetUtcNow(),
        });
    }));

    private static Task Leave(Town town, string who, int from, int to) =>
        town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write => write.Db.Leaves.Add(new Leave
        {
            PersonId = await write.Db.People.Where(p => p.Address == who).Select(p => p.Id).SingleAsync(),
            From = new(2026, 12, from),
            To = new(2026, 12, to),
        })));

    /// <summary>To whom the reminder of a day of December went.</summary>
    private static async Task<List<string>> RemindedOn(Town town, int day)
    {
        town.Time.Set(new DateTimeOffset(2026, 12, day, 3, 0, 0, TimeSpan.Zero));
        var before = town.Channel.Count;
        for (var i = 0; i < 2; i++) await town.With(s => s.GetRequiredService<RemindFollowUps>().Run());
        return [.. town.Channel.All.Skip(before).Select(s => s.Message.Address).Order(StringComparer.Ordinal)];
    }
}
