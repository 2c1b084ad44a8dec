using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Joining;

/// <summary>Reads a list of people who are to be invited, and shows whom before anybody is.</summary>
internal sealed class ReadPeople(OpenSheet open, UnitCatalog units) : ReadImport
{
    /// <inheritdoc/>
    public override ImportKind Kind => ImportKind.People;

    /// <inheritdoc/>
    public override async ValueTask<ImportRead> Read(AppDb db, ImportFile file, byte[] content)
    {
        if (open.Of(content) is not { } cells) return ImportRead.Nothing("import.no-sheet");
        if (cells.IsCut) return ImportRead.Nothing(LocalizedText.Of("import.rows", SheetCells.MostRows));
        var roles = await db.Memberships.AsNoTracking().Where(m => m.PersonId == file.PersonId && m.Until == null)
            .Select(m => new HeldRole(m.Role, m.UnitId)).ToListAsync();
        var who = new Caller(file.PersonId, file.Channel, file.Address, file.Language, roles);
        var (people, wrong) = new PeopleList(units, (role, unit) => CommandRights.MayGive(who, role, unit)).From(cells);
        if (wrong.Count > 0) return ImportRead.Mistakes(wrong);
        var label = Wording.Of(file.Language)["people.make", people.Count];
        return new ImportRead(PeopleList.Write(people), LocalizedText.InEach(words => Preview(words, people)),
            [[new Button(label, Commands.Invite.With("{0}"))]]);
    }

    private string Preview(Wording words, IReadOnlyList<ListedPerson> people)
    {
        const int Shown = 12;
        var groups = people.GroupBy(p => (p.Role, p.UnitId)).ToList();
        var lines = groups.Take(Shown).Select(g =>
            $"• {words[$"role.{g.Key.Role}"]}, {PlaceOf(words, g.Key.UnitId)}: {g.Count()}").Prepend(words["people.preview", people.Count]);
        if (groups.Count > Shown) lines = lines.Append("…");
        return string.Join('\n', lines.Append(words["people.preview-end", InviteMany.Days]));
    }

    private string PlaceOf(Wording words, int? unit) => unit is { } id ? units.Find(id)?.Label ?? "?" : words["invite.whole-instansi"];
}
