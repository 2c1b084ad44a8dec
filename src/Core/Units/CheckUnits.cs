using System.Text.RegularExpressions;
using Core.Calendar;
using Core.Messaging;

namespace Core.Units;

/// <summary>Says what is wrong with a list of units and services, by line.</summary>
internal static partial class CheckUnits
{
    private const int NameMax = 200;

    /// <summary>Payloads that open something else; a unit of such a code could not be reached by its link.</summary>
    private static readonly string[] Taken = [.. StartPayload.Words.Select(w => w.ToUpperInvariant())];

    /// <summary>Everything that is wrong, in the order of the lines; empty when nothing is.</summary>
    public static IReadOnlyList<string> Wrong(IReadOnlyList<UnitLine> lines)
    {
        var wrong = lines.SelectMany(line => OfLine(line).Select(what => (line.Line, what))).ToList();
        wrong.AddRange(lines.GroupBy(l => l.UnitCode).SelectMany(OfUnit));
        return [.. wrong.OrderBy(w => w.Line).Select(w => $"Line {w.Line}: {w.what}")];
    }

    private static IEnumerable<string> OfLine(UnitLine line)
    {
        if (!UnitCode().IsMatch(line.UnitCode))
            yield return $"unit_code \"{line.UnitCode}\" must have 2 to 32 capital letters, digits or hyphens, such as DINAS-SOSIAL.";
        if (Taken.Contains(line.UnitCode))
            yield return $"unit_code \"{line.UnitCode}\" is a word that links already use for something else; choose another.";
        if (!ServiceCode().IsMatch(line.ServiceCode))
            yield return $"service_code \"{line.ServiceCode}\" must have 1 to 32 small letters, digits or hyphens, such as rawat-jalan.";
        if (line.ServiceName.Length == 0) yield return "service_name is empty; write what citizens call the service.";
        if (line.UnitName.Length > NameMax || line.ServiceName.Length > NameMax)
            yield return $"a name is longer than {NameMax} characters.";
        if (line.TimeZone is { } zone && !LocalTime.Knows(zone))
            yield return $"time_zone \"{zone}\" is no time zone; write Asia/Jakarta, Asia/Makassar or Asia/Jayapura, or leave it empty.";
        if (line.Facts.Hours is { } hours && OpeningHours.Parse(hours) is null)
            yield return $"hours \"{hours}\" must name days with times, such as Senin-Kamis 08.00-16.00; Jumat 08.00-16.30.";
        if (line.Facts.MapPoint is { } point && UnitPoint.Parse(point) is null)
            yield return $"map_point \"{point}\" must be latitude and longitude in degrees, such as -0.22012,100.63087.";
    }

    private static IEnumerable<(int Line, string What)> OfUnit(IGrouping<string, UnitLine> unit)
    {
        var first = unit.First();
        if (unit.All(l => l.UnitName.Length == 0)) yield return (first.Line, $"unit_name of {unit.Key} is empty; write its full name.");
        foreach (var (line, what) in Differing(unit, "unit_name", l => l.UnitName).Concat(Differing(unit, "short_name", l => l.ShortName))
            .Concat(Differing(unit, "time_zone", l => l.TimeZone))
                .Concat(Differing(unit, "yearly_recipients", l => l.YearlyRecipients?.ToString()))
                .Concat(Differing(unit, "address", l => l.Facts.Address)).Concat(Differing(unit, "phone", l => l.Facts.Phone))
                .Concat(Differing(unit, "hours", l => l.Facts.Hours)).Concat(Differing(unit, "map_point", l => l.Facts.MapPoint))
                .Concat(Differing(unit, "signer_title", l => l.Facts.SignerTitle))
                .Concat(Differing(unit, "signer_name", l => l.Facts.SignerName)))
            yield return (line, what);
        foreach (var twice in unit.GroupBy(l => l.ServiceCode).Where(g => g.Count() > 1))
            yield return (twice.Last().Line, $"service {twice.Key} of {unit.Key} stands on line {twice.First().Line} already.");
    }

    private static IEnumerable<(int Line, string What)> Differing(IGrouping<string, UnitLine> unit, string column,
        Func<UnitLine, string?> value)
    {
        var given = unit.Where(l => !string.IsNullOrEmpty(value(l))).ToList();
        return given.Where(l => value(l) != value(given[0]))
            .Select(l => (l.Line, $"{column} of {unit.Key} is \"{value(l)}\" here and \"{value(given[0])}\" on line {given[0].Line}."));
    }

    [GeneratedRegex(@"\A[A-Z0-9-]{2,32}\z")]
    private static partial Regex UnitCode();

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z")]
    private static partial Regex ServiceCode();
}
