using System.Net;
using Core.Texts;

namespace Bot.CommandLine;

/// <summary>The cities of a province on one page that any web server can serve: no script, nothing loaded from elsewhere.</summary>
internal static class CitiesPage
{
    public static string Of(IReadOnlyList<CityScore> cities)
    {
        var words = Wording.Of("id");
        var rows = cities.Select(c => $"""
            <tr><th scope="row"><a href="{Text(c.Address)}">{Text(c.Name)}</a></th><td>{Text(c.Month)}</td>
            <td>{(c.Missing is null ? c.Ikm is { } ikm ? words.Score(ikm) : "–" : "tidak menjawab")}</td><td>{Text(c.Mutu)}</td>
            <td>{(c.Missing is null ? c.Respondents.ToString("N0", words.Culture) : "")}</td></tr>
            """);
        var shown = cities.Where(c => c.Ikm is not null).ToList();
        return $$"""
            <!doctype html>
            <html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Skor layanan {{cities.Count}} instansi</title>
            <style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #bbb}</style></head><body><main>
            <h1>Skor layanan {{cities.Count}} instansi</h1>
            <p>Dijumlahkan dari data terbuka tiap instansi, tertimbang menurut responden: {{shown.Count}} dari {{cities.Count}} instansi
            menampilkan skor. Indikatif, bukan hasil SKM resmi.</p>
            <table><thead><tr><th scope="col">Instansi</th><th scope="col">Bulan</th><th scope="col">IKM</th><th scope="col">Mutu</th>
            <th scope="col">Responden</th></tr></thead><tbody>
            {{string.Join('\n', rows)}}
            </tbody><tfoot><tr><th scope="row">Semua yang menampilkan skor</th><td></td>
            <td>{{(AddUpCities.Index(cities) is { } index ? words.Score(index) : "–")}}</td><td></td>
            <td>{{shown.Sum(c => c.Respondents).ToString("N0", words.Culture)}}</td></tr></tfoot></table></main></body></html>
            """;
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
