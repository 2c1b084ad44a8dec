using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Imports;
using Core.People;
using Core.Texts;
using Core.Units;

namespace Core.Membership.Joining;

/// <summary>Somebody who is to be invited, as a list names them.</summary>
/// <param name="Name">Their name, for handing out the invitation; it goes with the list.</param>
/// <param name="Role">The role.</param>
/// <param name="UnitId">The unit; null for a role of the whole instansi.</param>
internal sealed record ListedPerson(string Name, Role Role, int? UnitId);

/// <summary>A list of people who are to be invited: a row each with name, unit and role.</summary>
internal sealed class PeopleList(UnitCatalog units, Func<Role, int?, bool> mayGive)
{
    /// <summary>The most people of one list.</summary>
    public const int Most = 300;

    private const int NameMax = 80;
    private static readonly string[][] Headings = [["nama", "name"], ["kode unit", "unit", "kode_unit", "unit_code"], ["peran", "role"]];
    private readonly List<LocalizedText> _wrong = [];

    /// <summary>As it is kept until its sender says that they are to be invited.</summary>
    public static string Write(IReadOnlyList<ListedPerson> people) => JsonSerializer.Serialize([.. people], PeopleJson.Default
        .ListListedPerson);

    /// <summary>Reads what was kept.</summary>
    public static IReadOnlyList<ListedPerson> Read(string kept) => JsonSerializer.Deserialize(kept, PeopleJson.Default.ListListedPerson)!;

    /// <summary>The people, and every mistake by its cell.</summary>
    public (IReadOnlyList<ListedPerson> People, IReadOnlyList<LocalizedText> Wrong) From(SheetCells cells)
    {
        var head = cells.Rows.FirstOrDefault();
        var columns = Headings.Select(names => cells.In(head).Where(c => names.Contains(c.Text.ToLowerInvariant()))
            .Select(c => c.Column).FirstOrDefault()).ToArray();
        if (columns.Contains(0)) return ([], ["people.wrong.no-head"]);
        foreach (var name in Headings.Select(names => cells.In(head).Where(c => names.Contains(c.Text.ToLowerInvariant())).Skip(1)
            .Select(c => c.Text).FirstOrDefault()).OfType<string>()) _wrong.Add(LocalizedText.Of("import.column-twice", name));
        if (_wrong.Count > 0) return ([], _wrong);
        var rows = cells.Rows.Where(r => r > head && columns.Any(c => cells[r, c].Length > 0)).ToList();
        if (rows.Count is 0 or > Most) return ([], [LocalizedText.Of("people.wrong.count", rows.Count, Most)]);
        var people = rows.Select(r => Person(cells, r, columns)).OfType<ListedPerson>().ToList();
        return (people, _wrong);
    }

    private ListedPerson? Person(SheetCells cells, int row, int[] columns)
    {
        var (before, name) = (_wrong.Count, TextFormatting.Clean(cells[row, columns[0]]));
        if (name.Length is < 2 or > NameMax) Wrong("name", row, columns[0], name);
        if (RoleOf(cells[row, columns[2]]) is not { } role)
        {
            Wrong("role", row, columns[2], cells[row, columns[2]]);
            return null;
        }

        var code = cells[row, columns[1]];
        var unit = units.Find(code) is { Active: true } found ? found : null;
        if (!CommandRights.IsForAll(role) && unit is null) Wrong("unit", row, columns[1], code);
        else if (!mayGive(role, CommandRights.IsForAll(role) ? null : unit!.Id)) Wrong("right", row, columns[2], cells[row, columns[2]]);
        return _wrong.Count > before ? null : new ListedPerson(name, role, CommandRights.IsForAll(role) ? null : unit!.Id);
    }

    private static Role? RoleOf(string typed) => Enum.GetValues<Role>().Select(r => (Role?)r).FirstOrDefault(r =>
        Wording.Languages.Any(l => Wording.Of(l)[$"role.{r}"].Equals(typed, StringComparison.OrdinalIgnoreCase)));

    private void Wrong(string what, int row, int column, string text) =>
        _wrong.Add(LocalizedText.Of($"people.wrong.{what}", SheetCells.Name(row, column), Characters.Short(text, 40)));
}

[JsonSerializable(typeof(List<ListedPerson>))]
internal sealed partial class PeopleJson : JsonSerializerContext;
