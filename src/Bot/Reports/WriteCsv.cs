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
        var (instrument, rows) = await read.Answers(unit, period);
        if (rows.Count < options.Value.MinimumRespondents)
            throw new InvalidOperationException("The period has too few respondents for a table.");
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }))
        {
            csv.WriteHeader(["unit", "period", "respondent", .. Unsur.Codes]);
            foreach (var (i, row) in rows.Index())
                csv.WriteRecord([unit.Code, period.Code, $"{i + 1}",
                    .. row.Select((a, u) => ((decimal)a / instrument.Items[u]).ToString(CultureInfo.InvariantCulture))]);
        }

        var path = folder.NewPath(".csv");
        await File.WriteAllTextAsync(path, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return path;
    }
}
