using Core.Dialogs;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Membership;

/// <summary>
/// The whole table, written out a second time: W citizen, A civil servant, O officer, H head, T triage, I inspectorate, U unit
/// administrator, G administrator of the instansi, P head of the instansi.
/// </summary>
public sealed class RightsTests
{
    private const string Everyone = "WAOHTIUGP";

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["/start"] = Everyone,
        ["/nilai"] = Everyone,
        ["/adukan"] = Everyone,
        ["/cek"] = Everyone,
        ["/skor"] = Everyone,
        ["/tanya"] = Everyone,
        ["/bahasa"] = Everyone,
        ["/privasi"] = Everyone,
        ["/dataku"] = Everyone,
        ["/hapus"] = Everyone,
        ["/hakdata"] = Everyone,
        ["/kembali"] = Everyone,
        ["/batal"] = Everyone,
        ["/bantuan"] = Everyone,
        ["/profil"] = "A",
        ["/target"] = "A",
        ["/pengingat"] = "A",
        ["/cuti"] = "A",
        ["/refleksi"] = "A",
        ["/rekap"] = "AHUG",
        ["/apel"] = "AHUG",
        ["/pengumuman"] = "AOHTIUGP",
        ["/tugas"] = "OHTIGP",
        ["/meja"] = "OHTIUGP",
        ["/statistik"] = "HUG",
        ["/tren"] = "HUG",
        ["/terlambat"] = "OHTIUGP",
        ["/laporan"] = "HUG",
        ["/rencana"] = "HUG",
        ["/komentar"] = "HUG",
        ["/periksa"] = "UG",
        ["/peringkat"] = "UG",
        ["/ekspor"] = "UG",
        ["/unit"] = "UG",
        ["/undang"] = "UG",
        ["/peran"] = "UG",
        ["/kanal"] = "UG",
        ["/jadwal"] = "UG",
        ["/umumkan"] = "UG",
        ["/kertas"] = "UG",
        ["/indeks"] = "UG",
        ["/audit"] = "UG",
        ["/sistem"] = "UG",
        ["/libur"] = "G",
        ["/persiapan"] = "G",
        ["/permohonan"] = "G",
        ["/insiden"] = "G",
    };

    private static readonly Dictionary<char, Role?> Letters = new()
    {
        ['W'] = null,
        ['A'] = Role.Asn,
        ['O'] = Role.Officer,
        ['H'] = Role.Head,
        ['T'] = Role.Triage,
        ['I'] = Role.Inspectorate,
        ['U'] = Role.UnitAdministrator,
        ['G'] = Role.InstansiAdministrator,
        ['P'] = Role.InstansiHead,
    };

    [Fact]
    public void Every_command_by_every_role_is_as_written()
    {
        CommandRights.All.Order().ShouldBe(Expected.Keys.Order());
        foreach (var (command, roles) in Expected)
            foreach (var (letter, role) in Letters)
                CommandRights.Allow(command, With(role))
                    .ShouldBe(roles.Contains(letter, StringComparison.Ordinal), $"{command} by {letter}");
    }

    [Fact]
    public void A_command_that_is_not_in_the_table_is_nobodys() =>
        CommandRights.Allow("/rahasia", With(Role.InstansiAdministrator)).ShouldBeFalse();

    [Fact]
    public async Task The_talk_obeys_the_table()
    {
        await using var town = new Town();
        await town.With(async services =>
        {
            var unit = services.GetRequiredService<Core.Units.UnitCatalog>().Find("DPMPTSP")!.Id;
            foreach (var (letter, role) in Letters) await Seed(services.GetRequiredService<WriteQueue>(), town, $"{letter}", role, unit);
            var commands = services.GetRequiredService<DialogCatalog>().All.Select(d => d.Command).OfType<string>().ToList();
            commands.ShouldBeSubsetOf(Expected.Keys);
            foreach (var (letter, _) in Letters)
                foreach (var command in commands)
                    await Obeys(services, town, $"{letter}", command, Expected[command].Contains(letter, StringComparison.Ordinal));
        });
        town.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void An_administrator_of_a_unit_gives_only_lower_roles_in_that_unit()
    {
        var who = new Caller(1, "test", "a", "id", [new HeldRole(Role.UnitAdministrator, 3)]);
        CommandRights.MayGive(who, Role.Officer, 3).ShouldBeTrue();
        CommandRights.MayGive(who, Role.Officer, 4).ShouldBeFalse();
        CommandRights.MayGive(who, Role.UnitAdministrator, 3).ShouldBeFalse();
        CommandRights.MayGive(who, Role.InstansiAdministrator, null).ShouldBeFalse();
        CommandRights.MayGive(who, Role.Inspectorate, null).ShouldBeFalse();
    }

    [Fact]
    public void Head_and_administrator_of_a_unit_see_the_ones_below_and_act_only_for_their_own()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var who = new Caller(1, "test", "a", "id", [new HeldRole(role, 3)]) { Below = [new HeldRole(role, 4)] };
            var sees = role is Role.Head or Role.UnitAdministrator;
            (CommandRights.UnitsOf(who)?.Contains(4) ?? true).ShouldBe(sees || role == Role.InstansiAdministrator, $"{role} sees");
            CommandRights.ActsFor(who, 4).ShouldBe(role == Role.InstansiAdministrator, $"{role} acts");
            CommandRights.Administers(who, 4).ShouldBe(role == Role.InstansiAdministrator, $"{role} administers");
            CommandRights.MayGive(who, Role.Asn, 4).ShouldBe(role == Role.InstansiAdministrator, $"{role} gives");
        }
    }

    [Fact]
    public async Task What_is_below_is_read_with_the_person_at_any_depth()
    {
        await using var town = new Town();
        await town.With(async services =>
        {
            await Branch.Found(services);
            await Branch.Put(services, "PKM-IBUH", "DISDIK");
            var units = services.GetRequiredService<Core.Units.UnitCatalog>();
            await Seed(services.GetRequiredService<WriteQueue>(), town, "head", Role.Head, units.Find("DINKES")!.Id);
            await Seed(services.GetRequiredService<WriteQueue>(), town, "asn", Role.Asn, units.Find("DINKES")!.Id);
            await using var db = await services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<AppDb>>()
                .CreateDbContextAsync();
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(db.Database);
            var head = await Core.Dialogs.Conversations.Session.CallerOf(db, "test", "head", "id");
            head.Below.Select(r => (r.Role, units.Find(r.UnitId!.Value)!.Code)).ShouldBe([(Role.Head, "PKM-PARIT-RANTANG"),
                (Role.Head, "PKM-IBUH"), (Role.Head, "PKM-TIAKAR"), (Role.Head, "DISDIK")], ignoreOrder: true);
            (await Core.Dialogs.Conversations.Session.CallerOf(db, "test", "asn", "id")).Below.ShouldBeEmpty();
        });
    }

    private static async Task Obeys(IServiceProvider services, Town town, string who, string command, bool allowed)
    {
        var before = town.Channel.All.Count;
        await services.GetRequiredService<ReceiveMessages>()
            .Receive([new Inbound { Channel = "test", ExternalId = town.NextId(), Address = who, Sender = who, Text = command }]);
        await services.GetRequiredService<Core.Outbox.OutboxSender>().WhenIdle();
        var said = string.Join('\n', town.Channel.All.Skip(before).Select(s => s.Message.Text));
        string[] refusals = [Wording.Of("id")["talk.unknown-command"], Wording.Of("id")["talk.other-role"]];
        refusals.Any(r => said.Contains(r, StringComparison.Ordinal)).ShouldBe(!allowed, $"{command} by {who}: {said}");
    }

    private static Task Seed(WriteQueue writer, Town town, string address, Role? role, int unit) => writer.Enqueue(async write =>
    {
        var person = new Person { Channel = "test", Address = address, FirstSeen = town.Time.GetUtcNow() };
        write.Db.People.Add(person);
        await write.Db.SaveChangesAsync();
        if (role is not { } given) return;
        write.Db.Memberships.Add(new Core.People.RoleGrant
        {
            PersonId = person.Id,
            UnitId = CommandRights.IsForAll(given) ? null : unit,
            Role = given,
            Since = town.Time.GetUtcNow()
        });
    });

    private static Caller With(Role? role) =>
        new(1, "test", "x", "id", role is { } r ? [new HeldRole(r, CommandRights.IsForAll(r) ? null : 1)] : []);
}
