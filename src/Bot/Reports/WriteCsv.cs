using System.Globalization;
using System.Text;
using Core.Skm;
using Core.Units;
using CsvHelper;
using Microsoft.Extensions.Options;

namespace Bot.Reports;

/// <summary>The answers of a period as CSV: a row for each respondent, without anything that tells who it was.</summary>
internal sealed class WriteCsv(ReadReport read, IOptions<ScoresOptions> options, OwnFolder folder)
{
    /// <summary>Writes it; returns the path.</summary>
    public async Task<string> Write(Unit unit, Period period)
    {
        var answers = await read.Answers(unit, period);
        if (answers.Count < options.Value.MinimumRespondents)
            throw new InvalidOperationException("The period has too few respondents for a table.");
        var path = folder.NewPath(".csv");
        await using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape });
        csv.WriteHeader(["unit", "period", "respondent", .. Unsur.Codes, "paper"]);
        var row = new string[Unsur.Count + 4];
        (row[0], row[1]) = (unit.Code, period.Code);
        for (var r = 0; r < answers.Count; r++)
        {
            row[2] = (r + 1).ToString(CultureInfo.InvariantCulture);
            for (var u = 0; u < Unsur.Count; u++) row[u + 3] = answers.Text(r, u);
            row[^1] = answers.IsPaper(r) ? "1" : "0";
            csv.WriteRecord(row);
        }

        return path;
    }
}
