using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Core.Calendar;
using Core.NationalSurvey;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.NationalSurvey;

/// <summary>
/// Sends the answers of months that are over to the national survey, where that is switched on: a respondent a call, each until it was
/// taken, once. A call that was taken while we died is made again with the same number, by which the other side can know it. Nothing of
/// what is sent or answered stands in the log.
/// </summary>
internal sealed partial class PushAnswers(IOptions<NationalSurveyOptions> options, IDbContextFactory<AppDb> databases, WriteQueue writer,
    UnitCatalog units, ReadScores scores, Instruments instruments, SecretKey key, TimeProvider time, ILogger<PushAnswers> log) : IDisposable
{
    private const string Noted = "insert into pushed_answers (rating_id) values (@p0) on conflict (rating_id) do nothing";

    // A client of our own: the usual one's log prints addresses.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 1_000_000,
    };

    /// <summary>Sends what is due; whatever is refused ends it with an error, so that the alarm about jobs tells of it.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        if (!options.Value.On || options.Value.FirstMonth is not { } first) return;
        foreach (var (code, survey) in options.Value.SurveyOf)
        {
            var unit = units.Find(code) ?? throw new InvalidOperationException($"NationalSurvey:Surveys names {code}, which is no unit.");
            for (var month = first; IsDue(month, unit); month = month.Add(1)) await Push(unit, month, survey, stop);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private bool IsDue(Month month, Unit unit) =>
        month < scores.ThisMonth(unit)
        && month.LastDay.AddDays(options.Value.WaitDays) < LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit));

    private async Task Push(Unit unit, Month month, string survey, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var all = await Respondent.Of(db, unit, month, month, scores.ThisMonth(unit), scores.Options.MinimumRespondents, instruments, key);
        var sent = (await db.PushedAnswers.Select(p => p.RatingId).Where(id => db.Ratings.Any(r => r.Id == id && r.UnitId == unit.Id
            && r.Month == month)).ToListAsync(stop)).ToHashSet();
        var left = all.Where(r => !sent.Contains(r.RatingId)).ToList();
        var pause = options.Value.PerMinute > 0 ? TimeSpan.FromMinutes(1) / options.Value.PerMinute : TimeSpan.Zero;
        foreach (var one in left)
        {
            await Send(BodyOf(one, survey, month), unit, stop);
            await writer.Enqueue(write => write.Db.Sql.Run(Noted, one.RatingId));
            if (pause > TimeSpan.Zero && one != left[^1]) await Task.Delay(pause, time, stop);
        }

        if (left.Count > 0) LogSent(unit.Code, month.Text, left.Count);
    }

    private JsonObject BodyOf(Respondent one, string survey, Month month)
    {
        var (fields, unsur) = (options.Value.FieldOf, options.Value.UnsurOf);
        var answers = new JsonArray();
        for (var u = 0; u < Unsur.Count; u++)
            answers.Add(new JsonObject { [fields["unsur"]] = Plain(unsur[Unsur.Codes[u]]), [fields["value"]] = one.Answers[u] });
        var body = new JsonObject { [fields["survey"]] = Plain(survey), [fields["answers"]] = answers };
        if (fields.TryGetValue("id", out var id)) body[id] = one.Id;
        if (fields.TryGetValue("period", out var period)) body[period] = month.Text;
        if (fields.TryGetValue("paper", out var paper)) body[paper] = one.IsPaper;
        return body;
    }

    /// <summary>A number where it is one.</summary>
    private static JsonNode Plain(string value) => long.TryParse(value, out var number) ? number : value;

    private async Task Send(JsonObject body, Unit unit, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Value.BaseUrl.TrimEnd('/')}/{options.Value.Method}");
        request.Headers.TryAddWithoutValidation("Authorization", options.Value.Token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var (status, code) = await Ask(request, stop);
        if (status is >= 200 and < 300 && code is null or 0 or (>= 200 and < 300)) return;
        LogRefused(unit.Code, status, code);
        throw new HttpRequestException(HttpRequestError.InvalidResponse);
    }

    /// <summary>The status, and the code that the answer itself bears (<c>{code, message, data}</c>); 0 without an answer.</summary>
    private async Task<(int Status, long? Code)> Ask(HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            using var answer = await _http.SendAsync(request, stop);
            return ((int)answer.StatusCode, CodeIn(await answer.Content.ReadAsByteArrayAsync(stop)));
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return (0, null);
        }
    }

    private static long? CodeIn(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.Number && code.TryGetInt64(out var number) ? number : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "National survey: {Count} respondents of {Unit} in {Month} were taken.")]
    private partial void LogSent(string unit, string month, int count);

    [LoggerMessage(LogLevel.Warning, "National survey: a respondent of {Unit} was not taken (status {Status}, code {Code}); it is sent again at the next time.")]
    private partial void LogRefused(string unit, int status, long? code);
}
