using Bot.Reports;
using Bot.Spreadsheets;
using Core.OnPaper;
using Core.Ratings;
using Microsoft.Extensions.Configuration;
using Tests.Support;

namespace Tests.OnPaper;

/// <summary>A town with the makers of documents, and sheets as an office types them.</summary>
internal static class FilledForms
{
    public static Town Town(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("paper-").FullName;
        var all = settings.Append(("Reports:Folder", folder)).ToDictionary(s => s.Item1, s => (string?)s.Item2);
        return new Town(all, services => services.AddSheets()
            .AddReports(new ConfigurationBuilder().AddInMemoryCollection(all).Build()));
    }

    /// <summary>Ten respondents of October, of whom the sixth wrote a suggestion with a telephone number.</summary>
    public static string[][] Ten(string month = "10") => [.. Enumerable.Range(0, 10).Select(i => Row($"{i + 3}/{month}/2026",
        i % 2 == 0 ? "343433333" : "333434434", i % 3 == 0 ? "L" : "P", $"{20 + (i * 4)}",
        i == 5 ? "Tolong tambah kursi, 0812 3456 7890" : ""))];

    public static string[] Row(string day, string answers, string sex = "P", string age = "34", string said = "",
        string service = "Bantuan sosial") =>
        [day, service, .. answers.Select(a => $"{a}"), sex, age, "SMA", "Wiraswasta", "Tidak", "08.00-12.00", said];

    /// <summary>The sheet as it comes back: the form's headings, and the rows below them.</summary>
    public static byte[] Sheet(IEnumerable<string[]> rows, Action<Workbook>? change = null)
    {
        var book = new Workbook("Isian");
        var instrument = Instruments.Load().Current;
        book.Text(1, 1, "Lembar isian kuesioner kertas");
        foreach (var (i, heading) in PaperForm.Headings(instrument).Index()) book.Text(i + 1, 6, heading);
        foreach (var (r, row) in rows.Index())
        {
            book.Number(1, 7 + r, r + 1);
            foreach (var (c, cell) in row.Index())
                if (c is >= 2 and < 11 && cell.Length == 1 && char.IsAsciiDigit(cell[0])) book.Number(c + 2, 7 + r, cell[0] - '0');
                else if (cell.Length > 0) book.Text(c + 2, 7 + r, cell);
        }

        change?.Invoke(book);
        var path = Path.GetTempFileName();
        try
        {
            book.Save(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
