using Bot.Reports.Chapters;
using Bot.Reports.Documents;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>
/// The report of a survey period in the five chapters that Permenpan RB 14/2017 asks for, ready to sign: of a unit, or of the whole
/// instansi with a row for each unit. It is composed once and written as PDF and as DOCX.
/// </summary>
internal sealed class WriteReport(ReadReport read, UnitCatalog units, IOptions<InstansiOptions> instansi, IOptions<ScoresOptions> scores,
    IOptions<ReportsOptions> office, ArmsPicture arms, OwnFolder folder, TimeProvider time)
{
    /// <summary>Writes it as PDF alone; returns its path.</summary>
    public async Task<string> Write(Unit? unit, Period period, Wording words, bool announced = false)
    {
        var document = await Compose(unit, period, words, announced);
        var path = folder.NewPath(".pdf");
        WritePdf.Save(document, path);
        return path;
    }

    /// <summary>Writes it in both forms; returns their paths.</summary>
    public async Task<(string Pdf, string Docx)> WriteBoth(Unit? unit, Period period, Wording words, bool announced = false)
    {
        var document = await Compose(unit, period, words, announced);
        var (pdf, docx) = (folder.NewPath(".pdf"), folder.NewPath(".docx"));
        WritePdf.Save(document, pdf);
        WriteDocx.Save(document, docx);
        return (pdf, docx);
    }

    /// <summary>What it says.</summary>
    internal async Task<Document> Compose(Unit? unit, Period period, Wording words, bool announced)
    {
        var w = new Writing
        {
            Data = await read.Of(unit, period),
            Words = words,
            Instansi = instansi.Value.Name,
            Office = office.Value,
            Scores = scores.Value,
            Zone = units.ZoneOf(unit),
            Now = time.GetUtcNow(),
            Announced = announced,
            Arms = arms,
            Answers = unit is null ? null : await read.Answers(unit, period),
        };
        return new Document($"{words["pdf.title"]} · {w.Whose} · {w.Period}", w.Instansi,
            $"{unit?.Label ?? w.Instansi} · {w.Period} · {words["pdf.footer"]}", words.Language, w.Now,
            [.. Opening.Of(w), .. Collection.Introduction(w), .. Collection.Of(w), .. Findings.Of(w), .. Analysis.Of(w), .. Closing.Of(w)]);
    }
}
