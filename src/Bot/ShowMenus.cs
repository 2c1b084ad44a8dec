using System.Security.Cryptography;
using System.Text;
using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>
/// Shows the menus of commands on the channels that have them: one for everybody, and to people with roles or a language
/// of their choice their own, whenever it differs from the one they saw last. Runs every minute; what it could not show it shows the next
/// time.
/// </summary>
internal sealed class ShowMenus(DialogCatalog dialogs, IDbContextFactory<AppDb> databases, WriteQueue writer,
    IEnumerable<ICommandMenu> menus)
{
    private const int PerRun = 500;
    private static readonly string[] InEveryDialog = [Commands.Back, Commands.Stop];
    private readonly HashSet<string> _everybodySaw = [];

    /// <summary>Shows what changed.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        foreach (var menu in menus) await Show(menu, stop);
    }

    private async Task Show(ICommandMenu menu, CancellationToken stop)
    {
        if (!_everybodySaw.Contains(menu.Channel) && await ShowEverybody(menu)) _everybodySaw.Add(menu.Channel);
        if (!_everybodySaw.Contains(menu.Channel)) return;
        foreach (var (who, hash) in (await WhoseMenuMayDiffer(menu.Channel)).Where(w => HashOf(LinesOf(w.Who)) != w.Hash).Take(PerRun))
        {
            if (stop.IsCancellationRequested || !await menu.ShowPerson(who.Address, LinesOf(who), stop)) return;
            await Remember(who);
        }
    }

    private async Task<bool> ShowEverybody(ICommandMenu menu)
    {
        var shown = await menu.ShowEverybody(null, LinesOf(Stranger(menu.Channel, Wording.Languages[0])));
        foreach (var language in Wording.Languages.Skip(1))
            shown = shown && await menu.ShowEverybody(language, LinesOf(Stranger(menu.Channel, language)));
        return shown;
    }

    private async Task<List<(Caller Who, string? Hash)>> WhoseMenuMayDiffer(string channel)
    {
        await using var db = await databases.CreateDbContextAsync();
        var first = Wording.Languages[0];
        var people = await db.People.AsNoTracking()
            .Where(p => p.Channel == channel && p.UnreachableSince == null)
            .Select(p => new { Person = p, Hash = db.ShownMenus.Where(m => m.PersonId == p.Id).Select(m => m.Hash).FirstOrDefault() })
            .Where(p => p.Hash != null || p.Person.Language != first
            || db.Memberships.Any(m => m.PersonId == p.Person.Id && m.Until == null))
            .OrderBy(p => p.Person.Id).ToListAsync();
        var roles = (await db.Memberships.AsNoTracking().Where(m => m.Until == null).Select(m => new { m.PersonId, m.Role, m.UnitId })
            .ToListAsync())
            .ToLookup(m => m.PersonId, m => new HeldRole(m.Role, m.UnitId));
        return [.. people.Select(p => (new Caller(p.Person.Id, channel, p.Person.Address, p.Person.Language, [.. roles[p.Person.Id]]),
            p.Hash))];
    }

    private Task Remember(Caller who) => writer.Enqueue(async write =>
    {
        var hash = HashOf(LinesOf(who));
        if (await write.Db.ShownMenus.FindAsync(who.Id) is { } shown) shown.Hash = hash;
        else write.Db.ShownMenus.Add(new ShownMenu { PersonId = who.Id, Hash = hash });
    });

    private List<(string Command, string Label)> LinesOf(Caller who) =>
        [.. Menus.Lines(dialogs, who), .. InEveryDialog.Select(command => (command, Wording.Of(who.Language)[$"menu.{command[1..]}"]))];

    private static Caller Stranger(string channel, string language) => new(0, channel, "", language, []);

    private static string HashOf(IEnumerable<(string Command, string Label)> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(l => $"{l.Command} {l.Label}"))))
            .AsSpan(0, 8));
}
