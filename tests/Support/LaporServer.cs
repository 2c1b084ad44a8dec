using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Support;

/// <summary>
/// SP4N-LAPOR! over http on loopback, as far as its calls are known: it checks secrets, addresses and every field, keeps what is filed, and
/// goes wrong on demand. What it refuses it notes, so that a test can say that nothing was.
/// </summary>
public sealed class LaporServer : IAsyncDisposable
{
    public const string Auth = "Bearer rahasia-pertama";
    public const string Token = "{RAHASIA-KEDUA}";

    private static readonly string[] Fields = ["title", "content", "channel", "is_new_user_slider", "user_id", "is_disposisi_slider",
        "classification_id", "disposition_id", "category_id", "priority_program_id", "location_id", "community_id", "date_of_incident",
        "copy_externals", "info_disposition", "info_attachments", "tags_raw", "is_approval", "is_anonymous", "is_secret", "is_priority",
        "attachments"];

    private readonly WebApplication _app;
    private int _numbers = 4710;

    private LaporServer(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.Single()}/lapor/3.0.0";

    /// <summary>What was filed, in order.</summary>
    public ConcurrentQueue<JsonElement> Filed { get; } = new();

    /// <summary>What was said not to be theirs: the number, and what stood with it.</summary>
    public ConcurrentQueue<(string Number, JsonElement Body)> Rejected { get; } = new();

    /// <summary>Every call, as method and address.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What was wrong with calls.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>Follow-ups, a page each.</summary>
    public List<object[]> Pages { get; } = [];

    /// <summary>The page that answers 500 though the one before names it.</summary>
    public int MissingPage { get; set; }

    /// <summary>What goes wrong with filing.</summary>
    public LaporFault Fault { get; set; }

    /// <summary>That everything answers so; 0 for what it should.</summary>
    public int Everything { get; set; }

    /// <summary>What every answer says that it is; null for the truth.</summary>
    public string? Type { get; set; }

    /// <summary>The number that every complaint gets; 0 for one of its own.</summary>
    public int Same { get; set; }

    public static async Task<LaporServer> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var server = new LaporServer(builder.Build());
        server._app.Run(server.Take);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The settings that lead here, with a map in that folder.</summary>
    public Dictionary<string, string?> Settings(string folder) => Settings(folder, Url);

    /// <summary>The settings that lead to that address.</summary>
    public static Dictionary<string, string?> Settings(string folder, string url)
    {
        var map = Path.Combine(folder, "peta.csv");
        File.WriteAllText(map, """
            apa,kode,id,keterangan
            kategori,jalan,15,Jalan
            kategori,*,436,Lainnya
            unit,DINSOS,151345,Dinas Sosial
            unit,*,151000,Sekretariat Daerah
            jenis,pengaduan,6,
            jenis,aspirasi,7,
            jenis,permintaan-informasi,8,
            pengawasan,inspektorat,151777,Inspektorat
            pengawasan,kepala,151778,Wali Kota
            badan,pln,901,PLN
            badan,*,900,Admin nasional
            """);
        return new()
        {
            ["Lapor:On"] = "true",
            ["Lapor:BaseUrl"] = url,
            ["Lapor:Auth"] = Auth,
            ["Lapor:Token"] = Token,
            ["Lapor:UserId"] = "5218",
            ["Lapor:Channel"] = "13",
            ["Lapor:Location"] = "34",
            ["Lapor:MappingFile"] = map,
            ["Lapor:AnswerKinds"] = "jawaban",
            ["Lapor:TimeoutSeconds"] = "2",
        };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        var request = http.Request;
        var way = $"{request.Path}{request.QueryString}";
        Calls.Enqueue($"{request.Method} {way}");
        if (Type is { } type) http.Response.OnStarting(() =>
        {
            http.Response.ContentType = type;
            return Task.CompletedTask;
        });
        if (request.Headers["auth"] != Auth || request.Headers["token"] != Token)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (Everything != 0)
        {
            http.Response.StatusCode = Everything;
            await http.Response.WriteAsync("<html>Gangguan</html>");
            return;
        }

        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToArray();
        await ((request.Method, parts) switch
        {
            ("POST", ["complaints", "complaint"]) => TakeComplaint(http),
            ("POST", ["complaints", "process", var number, "reject"]) => TakeRejection(http, number),
            ("GET", ["complaints", var number, "followups"]) => GivePage(http, number),
            ("GET", ["complaints", var number, "complaint"]) => Give(http, number),
            ("GET", ["masters", "institutions", "external"]) => GiveAgencies(http),
            _ => Refuse(http, $"no such call: {request.Method} {way}", StatusCodes.Status404NotFound),
        });
    }

    private async Task TakeComplaint(HttpContext http)
    {
        var body = await Body(http);
        var names = body.EnumerateObject().Select(p => p.Name).ToList();
        if (Fields.Except(names).Concat(names.Except(Fields)).ToList() is { Count: > 0 } odd)
        {
            await Refuse(http, $"fields: {string.Join(", ", odd)}", StatusCodes.Status422UnprocessableEntity);
            return;
        }

        switch (Fault)
        {
            case LaporFault.Error: http.Response.StatusCode = StatusCodes.Status500InternalServerError; return;
            case LaporFault.Busy: http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; return;
            case LaporFault.Refuses: http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity; return;
        }

        Filed.Enqueue(body);
        var number = Same != 0 ? Same : Interlocked.Increment(ref _numbers);
        switch (Fault)
        {
            case LaporFault.CutAfter: http.Abort(); return;
            case LaporFault.SilentAfter: await Silence(http); return;
            case LaporFault.NoNumber: await http.Response.WriteAsJsonAsync(new { message = "Berhasil" }); return;
            default: await http.Response.WriteAsJsonAsync(new { complaint_id = number }); return;
        }
    }

    /// <summary>Until whoever asked has gone.</summary>
    private static async Task Silence(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var heard = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private async Task TakeRejection(HttpContext http, string number)
    {
        var body = await Body(http);
        if (body.GetProperty("is_request").GetInt32() != 1 || body.GetProperty("not_authority").GetInt32() != 1
            || body.GetProperty("reason").GetInt32() <= 0 || body.GetProperty("reason_description").GetString() is not { Length: > 0 })
            await Refuse(http, "rejection", StatusCodes.Status422UnprocessableEntity);
        else
        {
            Rejected.Enqueue((number, body));
            await http.Response.WriteAsJsonAsync(new { message = "ok" });
        }
    }

    private Task GivePage(HttpContext http, string number)
    {
        var page = int.Parse(http.Request.Query["page"]!, CultureInfo.InvariantCulture);
        if (page == MissingPage) return Refuse(http, null, StatusCodes.Status500InternalServerError);
        var data = page <= Pages.Count ? Pages[page - 1] : [];
        var next = page < Math.Max(Pages.Count, MissingPage) ? $"http://lain.example/complaints/{number}/followups?page={page + 1}" : null;
        return http.Response.WriteAsJsonAsync(new { results = new { data, next_page_url = next } });
    }

    private Task Give(HttpContext http, string number) => int.TryParse(number, out var known) && known <= _numbers && known > 4710
        ? http.Response.WriteAsJsonAsync(new { results = new { data = new { id = known } } })
        : Refuse(http, null, StatusCodes.Status404NotFound);

    private static Task GiveAgencies(HttpContext http) => http.Response.WriteAsJsonAsync(new
    {
        results = new { data = new[] { new { id = 151345, name = "Dinas Sosial Kota" }, new { id = 901, name = "PT PLN (Persero)" } } },
    });

    private Task Refuse(HttpContext http, string? what, int status)
    {
        if (what is not null) Wrong.Enqueue(what);
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task<JsonElement> Body(HttpContext http) => await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
}

/// <summary>What goes wrong with filing.</summary>
public enum LaporFault
{
    None,

    /// <summary>500, and nothing is kept; whoever calls cannot know that.</summary>
    Error,

    /// <summary>503.</summary>
    Busy,

    /// <summary>422.</summary>
    Refuses,

    /// <summary>It is kept and the connection cut before the answer.</summary>
    CutAfter,

    /// <summary>It is kept and nothing is answered.</summary>
    SilentAfter,

    /// <summary>It is kept and the answer names no number.</summary>
    NoNumber,
}
