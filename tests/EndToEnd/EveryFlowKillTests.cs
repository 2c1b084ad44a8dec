using System.Globalization;
using Core.Calendar;
using Core.Complaints.Attachments;
using Core.Membership.Profiles;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Reminders;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using Xunit.Abstractions;

namespace Tests.EndToEnd;

/// <summary>
/// The real process, killed while everything that people do with it is under way: ratings, complaints with files and their handling,
/// reminders and their answers, figures being published, erasures, exports, invitations. Nothing is lost, and nothing comes twice but the
/// messages that a kill caught between going out and being marked. With <c>TEST_KILLS=200</c> it is killed so often.
/// </summary>
[Slow]
public sealed class EveryFlowKillTests(ITestOutputHelper output)
{
    private const int Speed = 20;
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("TEST_KILLS") ?? "20", CultureInfo.InvariantCulture);
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero); // 07.30 in Jakarta, a working day

    [Fact]
    public async Task Killed_in_the_middle_of_everything_it_loses_nothing_and_doubles_only_what_was_on_its_way()
    {
        var chance = new Random(33_2026);
        await using var server = await BotApiServer.Start();
        await using var town = new Town();
        var flow = new EveryFlow(server, Math.Max(1, Kills / 20), seed: 7);
        var closing = new ClosingMonths(town);
        await Settle(town, flow, closing);
        await using var bot = Bot(server, town);
        var repeated = new RepeatedMessages(server, town.Database);
        var crowd = flow.Crowd(30);
        bot.Start();
        for (var kill = 0; kill < Kills; kill++)
        {
            try
            {
                await crowd.GoOn(chance.Next(8, 26));
                var calls = Calls(server) + chance.Next(0, 4);
                await server.Until(() => Calls(server) >= calls, "the bot goes on");
            }
            catch (TimeoutException)
            {
                output.WriteLine($"after {kill} kills it {(bot.IsAlive ? "lives" : "is dead")} and said last:");
                foreach (var line in bot.Output.TakeLast(60)) output.WriteLine(line);
                throw;
            }

            await repeated.Kill(bot);
            await closing.Add(chance.Next(5, 10));
            bot.Start();
        }

        crowd.AllDone.ShouldBeFalse("every kill shall interrupt something");
        await crowd.GoOn(int.MaxValue / 2);
        crowd.AllDone.ShouldBeTrue();
        await Settled(server, town);
        (await bot.Stop()).ShouldBe(0);
        await EverythingIsThereOnce(town, flow);
        await closing.AllPublished();
        var (count, unexplained) = repeated.Look(flow.Chats);
        output.WriteLine($"{Kills} kills; {count} messages came again, each under way when a kill came.");
        unexplained.ShouldBeEmpty();
        server.Violations.ShouldBeEmpty();
        bot.Output.ShouldNotContain(line => line.Contains("fail:", StringComparison.Ordinal)
            || line.Contains(server.Token, StringComparison.Ordinal));
    }

    private static int Calls(BotApiServer server) =>
        server.Calls("sendMessage") + server.Calls("editMessageText") + server.Calls("getUpdates") + server.Calls("answerCallbackQuery");

    private static BotProcess Bot(BotApiServer server, Town town)
    {
        var bot = new BotProcess();
        bot.UseTelegram(server);
        foreach (var (key, value) in MovedClock.Environment(Morning, Speed)) bot.Settings[key] = value;
        bot.Settings["Database__Provider"] = town.Database.Provider;
        bot.Settings["Database__ConnectionString"] = town.Database.ConnectionString;
        bot.Settings["Instansi__KeyFile"] = Path.Combine(town.Folder, "instansi.key");
        foreach (var (key, value) in new[] { ("Outbox__PerChatPerSecond", "100"), ("Outbox__PerChatBurst", "100"),
            ("Telegram__PollSeconds", "1"), ("Complaints__AttachmentFolder", Path.Combine(town.Folder, "attachments")) })
            bot.Settings[key] = value;
        bot.Settings["DOTNET_TC_CallCountingDelayMs"] = "64"; // so short a life is not worth compiling for
        return bot;
    }

    /// <summary>Whoever has a role, and October's ratings, of which exports tell.</summary>
    private static async Task Settle(Town town, EveryFlow flow, ClosingMonths closing)
    {
        town.Time.Set(Morning.AddDays(-10));
        foreach (var (chat, role, unit) in ComplaintLives.Officials) await Appoint(town, chat, Enum.Parse<Role>(role), unit);
        foreach (var chat in flow.Exporters.Concat(flow.Invited.Inviters)) await Appoint(town, chat, Role.InstansiAdministrator, null);
        foreach (var chat in flow.Reminded) await Appoint(town, chat, Role.Asn, "DINSOS");
        await town.With(async services =>
        {
            await Fill.Rate(services, "DISDUKCAPIL", 202610, 12, "333333333", "343343433");
            await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                var turn = 0;
                foreach (var chat in flow.Reminded)
                    write.Db.Profiles.Add(new Profile
                    {
                        PersonId = (await write.Db.People.SingleAsync(p => p.Address == $"{chat}")).Id,
                        Name = "Budi",
                        Hour = new TimeOnly(7, 30).Add(TimeSpan.FromSeconds(30 * turn++)),
                        JoinedAt = town.Time.GetUtcNow(),
                    });
            });
        });
        await closing.Add(7);
    }

    private static Task Appoint(Town town, long chat, Role role, string? unit) => town.Appoint($"{chat}", role, unit, "telegram");

    private static async Task Settled(BotApiServer server, Town town)
    {
        await server.Until(() =>
        {
            using var db = town.Database.Open();
            return !db.Outbox.Any() && !db.ReportRequests.Any() && !db.ComplaintAttachments.Any(a => a.State == AttachmentState.Waiting)
                && !db.Ratings.Any(r => r.Month == new Month(202610) && !r.Published);
        }, "all is sent, fetched and published", TimeSpan.FromSeconds(60));
    }

    private static async Task EverythingIsThereOnce(Town town, EveryFlow flow)
    {
        await using var db = town.Database.Open();
        (await db.Ratings.Where(r => r.State == RatingState.Complete && r.Month == new Month(202611))
            .Select(r => $"{r.U1} {r.U2} {r.U3} {r.U4} {r.U5} {r.U6} {r.U7} {r.U8} {r.U9}").ToListAsync())
            .Order(StringComparer.Ordinal).ShouldBe(flow.Ratings.Order(StringComparer.Ordinal));
        var published = flow.Ratings.Count / 5 * 5 - 5; // the newest five to nine are held back
        (await db.MonthlySums.Where(s => s.Month == new Month(202611)).SumAsync(s => s.Respondents)).ShouldBe(published);
        (await db.Ratings.CountAsync(r => r.Published && r.Month == new Month(202611))).ShouldBe(published);

        await Complaints(db, town, flow.Complaints);
        await Erased(db, flow);
        await Joined(db, flow);
        (await db.Reminders.Where(r => r.State == ReminderState.Done).Join(db.People, r => r.PersonId, p => p.Id, (_, p) => p.Address)
            .ToListAsync()).Order(StringComparer.Ordinal).ShouldBe(flow.Reminded.Select(c => $"{c}").Order(StringComparer.Ordinal));
        (await db.Reminders.CountAsync()).ShouldBe(flow.Reminded.Count);
        (await db.Inbox.CountAsync(m => m.Body != null)).ShouldBe(0);
    }

    private static async Task Complaints(AppDb db, Town town, ComplaintLives lives)
    {
        var events = await db.ComplaintEvents.OrderBy(e => e.Id).Join(db.Complaints, e => e.ComplaintId, c => c.Id, (e, c) => new
        {
            e.Id,
            c.Code,
            e.Act
        }).ToListAsync();
        events.GroupBy(e => e.Code).Select(g => $"{g.Key} {string.Join(' ', g.OrderBy(e => e.Id).Select(e => e.Act))}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(lives.Histories.Select(h => $"{h.Key.Replace("-", "", StringComparison.Ordinal)} {h.Value}")
                .Order(StringComparer.Ordinal));
        (await db.ComplaintConsents.CountAsync()).ShouldBe(lives.Histories.Count);
        (await db.ComplaintAttachments.CountAsync()).ShouldBe(lives.Files.Count);
        Directory.GetFiles(Path.Combine(town.Folder, "attachments")).Select(f => Convert.ToHexString(File.ReadAllBytes(f)))
            .Order(StringComparer.Ordinal).ShouldBe(lives.Files.Select(Convert.ToHexString).Order(StringComparer.Ordinal));
    }

    private static async Task Erased(AppDb db, EveryFlow flow)
    {
        (await db.Audit.Where(a => a.Act == "data-erased").Select(a => a.What!).ToListAsync()).Order(StringComparer.Ordinal)
            .ShouldBe(flow.Proofs.Values.Order(StringComparer.Ordinal));
        var addresses = flow.Proofs.Keys.Select(c => $"{c}").ToList();
        (await db.People.CountAsync(p => addresses.Contains(p.Address))).ShouldBe(0);
        (await db.People.CountAsync(p => p.Address.StartsWith("erased-"))).ShouldBe(flow.Proofs.Count);
        (await db.Conversations.CountAsync(c => c.OpenDialog != null)).ShouldBe(0);
    }

    private static async Task Joined(AppDb db, EveryFlow flow)
    {
        var (inviters, joined) = flow.Invited;
        (await db.Invitations.Where(i => i.MadeBy != null).Select(i => i.Uses).ToListAsync())
            .ShouldBe(Enumerable.Repeat(joined.Count / inviters.Count, inviters.Count));
        var addresses = joined.Select(c => $"{c}").ToList();
        var people = await db.People.Where(p => addresses.Contains(p.Address)).Select(p => p.Id).ToListAsync();
        people.Count.ShouldBe(joined.Count);
        (await db.Memberships.Where(m => people.Contains(m.PersonId)).CountAsync()).ShouldBe(joined.Count);
        (await db.Profiles.CountAsync(p => people.Contains(p.PersonId))).ShouldBe(joined.Count);
        (await db.Consents.CountAsync(c => people.Contains(c.PersonId))).ShouldBe(joined.Count);
        (await db.Audit.CountAsync(a => a.Act == "joined")).ShouldBe(joined.Count);
    }

    /// <summary>Ratings of the month before that still wait, so that each life has a month to close.</summary>
    private sealed class ClosingMonths(Town town)
    {
        private static readonly string[] Codes = ["DPMPTSP", "DINSOS", "PKM-IBUH", "PKM-PARIT-RANTANG"];
        private int _turn;
        private int _ratings;

        public async Task Add(int count)
        {
            var unit = await UnitOf(Codes[_turn++ % Codes.Length]);
            await using var db = town.Database.Open();
            for (var i = 0; i < count; i++)
            {
                var rating = Fill.Rating(unit, 202610, "343434343", i);
                rating.Published = false;
                db.Ratings.Add(rating);
            }

            _ratings += count;
            await db.SaveChangesAsync();
        }

        public async Task AllPublished()
        {
            await using var db = town.Database.Open();
            var sums = await db.MonthlySums.Where(s => s.Month == new Month(202610)).ToListAsync();
            (sums.Sum(s => s.Respondents) - 12).ShouldBe(_ratings);
        }

        private readonly Dictionary<string, Unit> _units = [];

        private async Task<Unit> UnitOf(string code)
        {
            if (_units.Count == 0)
                await town.With(s =>
                {
                    foreach (var unit in s.GetRequiredService<UnitCatalog>().Active) _units[unit.Code] = unit;
                    return Task.CompletedTask;
                });
            return _units[code];
        }
    }
}
