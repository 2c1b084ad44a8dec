using System.Globalization;
using System.Text.Json;
using Core.Calendar;

namespace Bot.CommandLine;

/// <summary>
/// Adds up the scores of several cities by their open data, as a province sees them: what each city publishes and nothing else. A city
/// that does not answer is named and left out; it is not a zero.
/// </summary>
internal static class AddUpCities
{
    internal const string Name = "add-up";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var list = Commands.FileOf(line);
        var addresses = (await File.ReadAllLinesAsync(list)).Select(a => a.Trim()).Where(a => a.Length > 0 && a[0] != '#').ToList();
        if (addresses.Find(a => !Uri.TryCreate(a, UriKind.Absolute, out var u) || u.Scheme is not ("http" or "https")) is { } wrong)
            throw new InvalidDataException($"\"{wrong}\" in {list} is no address; write one a line, such as https://suara.kota.go.id");
        if (line.Value("month") is { } month && !Month.TryParse(month, out _))
            throw new UsageException("--month must be written as YYYY-MM, such as 2026-11.");
        var cities = await Read(addresses, line.Value("month"));
        await output.WriteAsync(Text(cities));
        if (line.Value("page") is { } page) await File.WriteAllTextAsync(page, CitiesPage.Of(cities));
        return cities.Exists(c => c.Missing is not null) ? Commands.Wrong : 0;
    }

    /// <summary>
    /// The index over all respondents of cities that show one. The index is the mean of nine means, so that by respondents it adds up; the
    /// cities publish two decimals, so the last one of the result may be off by one.
    /// </summary>
    public static decimal? Index(IEnumerable<CityScore> cities)
    {
        var shown = cities.Where(c => c is { Ikm: not null, Respondents: > 0 }).ToList();
        return shown.Count == 0 ? null
            : Math.Round(shown.Sum(c => c.Ikm!.Value * c.Respondents) / shown.Sum(c => c.Respondents), 2, MidpointRounding.AwayFromZero);
    }

    private static async Task<List<CityScore>> Read(List<string> addresses, string? month)
    {
        using var http = new HttpClient { Timeout = Patience };
        using var few = new SemaphoreSlim(8);
        return [.. await Task.WhenAll(addresses.Select(async address =>
        {
            await few.WaitAsync();
            try
            {
                return await ReadOne(http, address, month);
            }
            finally
            {
                few.Release();
            }
        }))];
    }

    private static async Task<CityScore> ReadOne(HttpClient http, string address, string? month)
    {
        try
        {
            await using var body = await http.GetStreamAsync(new Uri(
                $"{address.TrimEnd('/')}/api/v1/scores{(month is null ? "" : $"?month={month}")}"));
            using var json = await JsonDocument.ParseAsync(body);
            var (root, whole) = (json.RootElement, json.RootElement.GetProperty("whole"));
            return new CityScore(address, root.GetProperty("instansi").GetString()!)
            {
                Month = root.GetProperty("month").GetString(),
                Respondents = whole.GetProperty("respondents").GetInt32(),
                Ikm = whole.TryGetProperty("ikm", out var ikm) && ikm.ValueKind == JsonValueKind.Number ? ikm.GetDecimal() : null,
                Mutu = whole.TryGetProperty("mutu", out var mutu) ? mutu.GetString() : null,
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException
            or InvalidOperationException)
        {
            return new CityScore(address, address) { Missing = e is TaskCanceledException ? "no answer in time" : "no open data there" };
        }
    }

    private static string Text(List<CityScore> cities)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var city in cities)
            text.WriteLine($"{city.Name,-50} {city.Month,-8} {Figure(city),10} {city.Mutu,2}  n={city.Respondents}");
        text.WriteLine($"{$"{cities.Count(c => c.Ikm is not null)} of {cities.Count} cities, by respondents",-59} {Index(cities),10}"
            + $"     n={cities.Where(c => c.Ikm is not null).Sum(c => c.Respondents)}");
        return text.ToString();
    }

    private static string Figure(CityScore city) => city.Missing ?? city.Ikm?.ToString(CultureInfo.InvariantCulture) ?? "–";
}

/// <summary>What a city publishes about a month; <c>Missing</c> says why there is nothing.</summary>
internal sealed record CityScore(string Address, string Name)
{
    public string? Month { get; init; }

    public int Respondents { get; init; }

    public decimal? Ikm { get; init; }

    public string? Mutu { get; init; }

    public string? Missing { get; init; }
}
