using System.Text.RegularExpressions;
using Core.Calendar;
using Core.Messaging;
using Core.Texts;

namespace Core.Units;

/// <summary>Says what is wrong with a list of units and services, by line.</summary>
internal static partial class CheckUnits
{
    private const int NameMax = 200;

    /// <summary>Payloads that open something else; a unit of such a code could not be reached by its link.</summary>
    private static readonly string[] Taken = [.. StartPayload.Words.Select(w => w.ToUpperInvariant())];

    /// <summary>Everything that is wrong, in the order of the lines; empty when nothing is.</summary>
    public static IReadOnlyList<LocalizedText> Wrong(IReadOnlyList<UnitLine> lines, IReadOnlyCollection<Unit>? known)
    {
        var wrong = lines.SelectMany(line => OfLine(line).Select(what => (line.Line, what))).ToList();
        wrong.AddRange(lines.GroupBy(l => l.UnitCode).SelectMany(OfUnit));
        wrong.AddRange(CheckTree.Wrong(lines, known));
        return [.. wrong.OrderBy(w => w.Line).Select(w => LocalizedText.Of("units-file.line", w.Line, w.what))];
    }

    private static IEnumerable<LocalizedText> OfLine(UnitLine line)
    {
        if (!UnitCode().IsMatch(line.UnitCode))
            yield return LocalizedText.Of("units-file.unit-code", line.UnitCode);
        if (Taken.Contains(line.UnitCode))
            yield return LocalizedText.Of("units-file.taken", line.UnitCode);
        if (!ServiceCode().IsMatch(line.ServiceCode))
            yield return LocalizedText.Of("units-file.service-code", line.ServiceCode);
        if (line.ServiceName.Length == 0) yield return "units-file.service-name";
        if (line.UnitName.Length > NameMax || line.ServiceName.Length > NameMax)
            yield return LocalizedText.Of("units-file.name-long", NameMax);
        if (line.TimeZone is { } zone && !LocalTime.Knows(zone))
            yield return LocalizedText.Of("units-file.zone", zone);
        if (line.Facts.Hours is { } hours && OpeningHours.Parse(hours) is null)
            yield return LocalizedText.Of("units-file.hours", hours);
        if (line.Facts.MapPoint is { } point && UnitPoint.Parse(point) is null)
            yield return LocalizedText.Of("units-file.map-point", point);
    }

    private static IEnumerable<(int Line, LocalizedText What)> OfUnit(IGrouping<string, UnitLine> unit)
    {
        var first = unit.First();
        if (unit.All(l => l.UnitName.Length == 0)) yield return (first.Line, LocalizedText.Of("units-file.unit-name", unit.Key));
        foreach (var (line, what) in Differing(unit, "unit_name", l => l.UnitName).Concat(Differing(unit, "short_name", l => l.ShortName))
            .Concat(Differing(unit, "time_zone", l => l.TimeZone))
                .Concat(Differing(unit, "yearly_recipients", l => l.YearlyRecipients?.ToString()))
                .Concat(Differing(unit, "address", l => l.Facts.Address)).Concat(Differing(unit, "phone", l => l.Facts.Phone))
                .Concat(Differing(unit, "hours", l => l.Facts.Hours)).Concat(Differing(unit, "map_point", l => l.Facts.MapPoint))
                .Concat(Differing(unit, "parent", l => l.Parent)).Concat(Differing(unit, "signer_title", l => l.Facts.SignerTitle))
                .Concat(Differing(unit, "signer_name", l => l.Facts.SignerName)))
            yield return (line, what);
        foreach (var twice in unit.GroupBy(l => l.ServiceCode).Where(g => g.Count() > 1))
            yield return (twice.Last().Line, LocalizedText.Of("units-file.twice", twice.Key, unit.Key, twice.First().Line));
    }

    private static IEnumerable<(int Line, LocalizedText What)> Differing(IGrouping<string, UnitLine> unit, string column,
        Func<UnitLine, string?> value)
    {
        var given = unit.Where(l => !string.IsNullOrEmpty(value(l))).ToList();
        return given.Where(l => value(l) != value(given[0]))
            .Select(l => (l.Line, LocalizedText.Of("units-file.differs", column, unit.Key, value(l), value(given[0]), given[0].Line)));
    }

    [GeneratedRegex(@"\A[A-Z0-9-]{2,32}\z")]
    private static partial Regex UnitCode();

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z")]
    private static partial Regex ServiceCode();
}
