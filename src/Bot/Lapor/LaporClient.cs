using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Core.Complaints.National;
using Microsoft.Extensions.Options;

namespace Bot.Lapor;

/// <summary>
/// The five calls of SP4N-LAPOR! over SPLP that are known, in the shape in which a public program makes them; nobody has called the real
/// service with them from here. Nothing that is sent or answered gets into a log.
/// </summary>
internal sealed class LaporClient : INationalDesk, IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "SuaraLayanan.Lapor";

    private const int AnswerMost = 4 * 1024 * 1024;
    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("suara.lapor.calls", "{call}",
        "Calls to SP4N-LAPOR!, by what was asked and how they ended.");

    private readonly NationalOptions _options;
    private readonly HttpClient _http;

    public LaporClient(IOptions<NationalOptions> options)
    {
        _options = options.Value;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // secrets go to the address of the settings and nowhere else
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler)
        {
            Timeout = TimeSpan.FromSeconds(_options.TimeoutSeconds),
            MaxResponseContentBufferSize = AnswerMost,
        };
    }

    /// <inheritdoc/>
    public async Task<NationalOutcome> File(NationalComplaint complaint, CancellationToken stop)
    {
        var (answer, why, reached) = await Call("file", HttpMethod.Post, "complaints/complaint", Body(complaint), stop);
        if (answer is null) return reached ? new NationalOutcome.Unsure(why) : new NationalOutcome.Later(why);
        if (!answer.Good) return Judge(answer.Status, mayBeDone: true);
        return LaporAnswers.Number(answer.Text) is { } number ? new NationalOutcome.Done(number) : new NationalOutcome.Unsure("no-number");
    }

    /// <inheritdoc/>
    public async Task<NationalOutcome> Find(string number, CancellationToken stop)
    {
        var way = $"complaints/{Uri.EscapeDataString(number)}/complaint";
        var (answer, why, _) = await Call("find", HttpMethod.Get, way, null, stop);
        if (answer is null) return new NationalOutcome.Later(why);
        if (answer.Status == HttpStatusCode.NotFound) return new NationalOutcome.Refused("404");
        if (!answer.Good) return Judge(answer.Status, mayBeDone: false);
        return LaporAnswers.HasComplaint(answer.Text) ? new NationalOutcome.Done(number) : new NationalOutcome.Refused("not-there");
    }

    /// <inheritdoc/>
    public async Task<NationalOutcome> Reject(string number, int agency, string why, CancellationToken stop)
    {
        var body = new Dictionary<string, object?>
        {
            ["is_request"] = 1,
            ["reason"] = agency,
            ["reason_description"] = why,
            ["not_authority"] = 1,
        };
        var way = $"complaints/process/{Uri.EscapeDataString(number)}/reject";
        var (answer, trouble, _) = await Call("reject", HttpMethod.Post, way, body, stop);
        if (answer is null) return new NationalOutcome.Later(trouble);
        return answer.Good ? new NationalOutcome.Done(number) : Judge(answer.Status, mayBeDone: false);
    }

    /// <inheritdoc/>
    public async Task<NationalPage> FollowUps(string number, int page, CancellationToken stop)
    {
        var way = string.Create(CultureInfo.InvariantCulture, $"complaints/{Uri.EscapeDataString(number)}/followups?page={page}");
        var (answer, why, _) = await Call("follow-ups", HttpMethod.Get, way, null, stop);
        if (answer is null) return new NationalPage([], false, why);
        if (!answer.Good) return new NationalPage([], false, Name(answer.Status));
        return LaporAnswers.FollowUps(answer.Text) is { } read ? new NationalPage(read.Lines, read.More, null)
            : new NationalPage([], false, "unreadable");
    }

    /// <inheritdoc/>
    public async Task<NationalAgencies> Agencies(int most, CancellationToken stop)
    {
        var way = string.Create(CultureInfo.InvariantCulture, $"masters/institutions/external?page_size={most}");
        var (answer, why, _) = await Call("agencies", HttpMethod.Get, way, null, stop);
        if (answer is null) return new NationalAgencies([], why);
        if (!answer.Good) return new NationalAgencies([], Name(answer.Status));
        return LaporAnswers.Agencies(answer.Text) is { } all ? new NationalAgencies(all, null) : new NationalAgencies([], "unreadable");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Dictionary<string, object?> Body(NationalComplaint complaint) => new()
    {
        ["title"] = complaint.Title,
        ["content"] = complaint.Content,
        ["channel"] = _options.Channel,
        ["is_new_user_slider"] = false, // the instansi's own account: no name, telephone or address of a citizen
        ["user_id"] = _options.UserId,
        ["is_disposisi_slider"] = true,
        ["classification_id"] = complaint.Class,
        ["disposition_id"] = complaint.Agency,
        ["category_id"] = complaint.Category,
        ["priority_program_id"] = null,
        ["location_id"] = _options.Location,
        ["community_id"] = null,
        ["date_of_incident"] = complaint.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["copy_externals"] = null,
        ["info_disposition"] = null,
        ["info_attachments"] = null,
        ["tags_raw"] = $"#{complaint.Code.Replace("-", "", StringComparison.Ordinal)}", // by which a person finds it there
        ["is_approval"] = false,
        ["is_anonymous"] = complaint.Anonymous,
        ["is_secret"] = complaint.Secret,
        ["is_priority"] = complaint.Urgent,
        ["attachments"] = "[]",
    };

    /// <summary>Calls; without an answer says why not and whether the call may have got there.</summary>
    private async Task<(Answer? Answer, string Why, bool Reached)> Call(string what, HttpMethod method, string way,
        Dictionary<string, object?>? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, $"{_options.BaseUrl.TrimEnd('/')}/{way}");
        request.Headers.TryAddWithoutValidation(_options.AuthHeader, _options.Auth);
        request.Headers.TryAddWithoutValidation("token", _options.Token);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        try
        {
            using var response = await _http.SendAsync(request, stop);
            Count(what, Name(response.StatusCode));
            return (new Answer(response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(stop))), "", true);
        }
        catch (HttpRequestException e)
        {
            var away = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            Count(what, away ? "connection" : "cut");
            return (null, away ? "connection" : "cut", !away);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Count(what, "timeout");
            return (null, "timeout", true);
        }
    }

    /// <summary>
    /// Busy, shut and not let in were certainly not done; an error of theirs may have come after it was. What they do not like is not tried
    /// again.
    /// </summary>
    private static NationalOutcome Judge(HttpStatusCode status, bool mayBeDone) => status switch
    {
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or < HttpStatusCode.BadRequest =>
            new NationalOutcome.Later(Name(status)),
        >= HttpStatusCode.InternalServerError => mayBeDone ? new NationalOutcome.Unsure(Name(status))
            : new NationalOutcome.Later(Name(status)),
        _ => new NationalOutcome.Refused(Name(status)),
    };

    private static string Name(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private static void Count(string what, string how) =>
        Calls.Add(1, new KeyValuePair<string, object?>("what", what), new KeyValuePair<string, object?>("outcome", how));

    private sealed record Answer(HttpStatusCode Status, string Text)
    {
        public bool Good => (int)Status is >= 200 and < 300;
    }
}
