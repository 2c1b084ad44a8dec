using Core.Imports;
using Core.Membership.Units;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;

namespace Bot.Spreadsheets;

/// <summary>Reads a list of units that an administrator sent, and shows what it would change.</summary>
internal sealed class ReadUnitsSent(UnitCatalog units) : ReadImport
{
    private const int NamesShown = 8;

    /// <inheritdoc/>
    public override ImportKind Kind => ImportKind.Units;

    /// <inheritdoc/>
    public override ValueTask<ImportRead> Read(AppDb db, ImportFile file, byte[] content)
    {
        if (ReadSheet.Of(content) is null) return ValueTask.FromResult(ImportRead.Nothing("import.no-sheet"));
        var (lines, wrong) = ReadUnits.From(content, units.All);
        if (wrong.Count > 0) return ValueTask.FromResult(ImportRead.Mistakes(wrong));
        var words = Wording.Of(file.Language);
        var rows = new List<IReadOnlyList<Button>> { new[] { new Button(words["units-file.take"], Commands.Units.With("{0}")) } };
        var (closed, services) = Left(lines);
        if (closed.Count + services > 0)
            rows.Add([new Button(words["units-file.take-closing"], Commands.Units.With("{0}", TakeUnits.Closing))]);
        return ValueTask.FromResult(new ImportRead(UnitsFile.Write(lines), LocalizedText.InEach(w => Preview(w, lines)), rows));
    }

    private string Preview(Wording words, IReadOnlyList<UnitLine> lines)
    {
        var codes = lines.Select(l => l.UnitCode).Distinct().ToList();
        var said = new List<string> { words["units-file.preview", codes.Count, lines.Count, codes.Count(c => units.Find(c) is null)] };
        var (closed, services) = Left(lines);
        if (closed.Count > 0) said.Add(words["units-file.preview-closed", closed.Count, string.Join(", ", closed.Take(NamesShown))
            + (closed.Count > NamesShown ? " …" : "")]);
        if (lines.Count(l => l.Parent is not null) > 0) said.Add(words["units-file.preview-tree", Placed(lines)]);
        if (services > 0) said.Add(words["units-file.preview-services", services]);
        said.Add(words["units-file.preview-end"]);
        return string.Join('\n', said);
    }

    /// <summary>How many units the list puts below another one.</summary>
    private static int Placed(IReadOnlyList<UnitLine> lines) =>
        lines.Where(l => l.Parent is not (null or CheckTree.None)).Select(l => l.UnitCode).Distinct().Count();

    /// <summary>What is open now and not in the list: units by code, and how many services of units that are in it.</summary>
    private (List<string> Units, int Services) Left(IReadOnlyList<UnitLine> lines)
    {
        var named = lines.ToLookup(l => l.UnitCode, l => l.ServiceCode);
        return ([.. units.Active.Where(u => !named.Contains(u.Code)).Select(u => u.Code)],
            units.Active.Where(u => named.Contains(u.Code)).Sum(u => u.Services.Count(s => s.Active && !named[u.Code].Contains(s.Code))));
    }
}
