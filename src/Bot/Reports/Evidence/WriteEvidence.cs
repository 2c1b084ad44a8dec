using Bot.Reports.Documents;
using Core.Calendar;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports.Evidence;

/// <summary>Writes the pages that assessors ask for, from the data alone, as PDF.</summary>
internal sealed class WriteEvidence(ReadEvidence read, ReadScores scores, UnitCatalog units, IOptions<InstansiOptions> instansi,
    IOptions<ReportsOptions> office, ArmsPicture arms, UnitAddresses addresses, OwnFolder folder, TimeProvider time)
{
    private const double ArmsTall = 48;

    /// <summary>Help, complaints and satisfaction over the twelve months that end with this one (PermenPANRB 8/2026).</summary>
    public async Task<string> Pemdi(Month to, Wording words) => Save(words["pemdi.title"], null,
        PemdiPage.Of(await read.Of(to), addresses.Board, words), words);

    /// <summary>Respondents by service for the Ombudsman's visit, of a unit or of all.</summary>
    public async Task<string> Visit(Unit? unit, Month to, Wording words)
    {
        var months = words["visit.months", words.MonthOf(to.Add(-11).FirstDay), words.MonthOf(to.FirstDay)];
        if (unit is not null)
        {
            var services = await scores.ByService(unit, to.Add(-11), to);
            return Save(words["visit.title"], unit, VisitPage.Of(unit, services, months, words), words);
        }

        var all = new List<(Unit, IReadOnlyList<UnitScore>)>();
        foreach (var one in units.Active)
            all.Add((one, [.. (await scores.ByService(one, to.Add(-11), to)).Where(s => s.Service!.Active)]));
        return Save(words["visit.title"], null, VisitPage.Of(instansi.Value.Name, all, months, words), words);
    }

    private string Save(string title, Unit? unit, IEnumerable<Block> says, Wording words)
    {
        var name = instansi.Value.Name;
        var today = LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit));
        var head = new Letterhead(arms.Of(ArmsTall, words["pdf.arms", name]), unit is null ? "" : name.ToUpper(words.Culture),
            (unit?.Name ?? name).ToUpper(words.Culture), unit is null ? office.Value.Address : unit.Address ?? "");
        var path = folder.NewPath(".pdf");
        WritePdf.Save(new Document($"{title} · {unit?.Name ?? name}", name, $"{unit?.Label ?? name} · {words["unit.printed",
            words.Date(today)]}", words.Language, time.GetUtcNow(), [head, .. says]), path);
        return path;
    }
}
