using System.Text;
using Core.NationalSurvey;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Units;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Reports.Forms;

/// <summary>
/// The respondents of a period as CSV for the national survey: a row for each, with the numbers that unit and unsur have there.
/// </summary>
internal sealed class WriteRespondents(IDbContextFactory<AppDb> databases, ReadScores scores, Instruments instruments, SecretKey key,
    IOptions<NationalSurveyOptions> options, OwnFolder folder)
{
    /// <summary>Writes it; returns the path.</summary>
    public async Task<string> Write(Unit unit, Period period)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = await Respondent.Of(db, unit, period.From, period.To, scores.ThisMonth(unit), scores.Options.MinimumRespondents,
            instruments, key);
        if (rows.Count == 0) throw new InvalidOperationException("The period has too few respondents for a table.");
        var path = folder.NewPath(".csv");
        await using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape });
        var (fields, unsur) = (options.Value.FieldOf, options.Value.UnsurOf);
        var survey = options.Value.SurveyOf.GetValueOrDefault(unit.Code, "");
        csv.WriteHeader([fields["survey"], "unit", fields.GetValueOrDefault("period", "period"), fields.GetValueOrDefault("id", "id"),
            .. Unsur.Codes.Select(code => $"{fields["unsur"]}_{unsur[code]}"), fields.GetValueOrDefault("paper", "paper")]);
        foreach (var one in rows)
            csv.WriteRecord([survey, unit.Code, one.Month.Text, one.Id, .. one.Answers.Select(a => $"{a}"), one.IsPaper ? "1" : "0"]);
        return path;
    }
}
