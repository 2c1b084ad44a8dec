using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;

namespace Bot.Web.OpenData;

/// <summary>An answer of the open data: open to every site's scripts, kept for a minute, not sent again to who has it.</summary>
internal sealed class OpenAnswer(byte[] body, string type, int status = StatusCodes.Status200OK) : IResult
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        DictionaryKeyPolicy = null,
    };

    private string? File { get; init; }

    /// <summary>What is wrong and what to write instead, in which ~/ is where we are served.</summary>
    private (string Error, string Hint)? Trouble { get; init; }

    public static IResult Json<T>(T value) =>
        new OpenAnswer(JsonSerializer.SerializeToUtf8Bytes(value, Format), "application/json; charset=utf-8");

    public static IResult Text(string text, string type) => new OpenAnswer(Encoding.UTF8.GetBytes(text), type);

    public static IResult Csv(string file, string[] header, IEnumerable<string[]> lines)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }))
        {
            csv.WriteHeader(header);
            foreach (var line in lines) csv.WriteRecord(line);
        }

        return new OpenAnswer(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8") { File = file };
    }

    /// <summary>What is wrong, and what to write instead.</summary>
    public static IResult Wrong(int status, string error, string hint) =>
        new OpenAnswer([], "application/json; charset=utf-8", status) { Trouble = (error, hint) };

    public static IResult BadMonth(string name) =>
        Wrong(StatusCodes.Status400BadRequest, "bad month", $"Write \"{name}\" as YYYY-MM, such as 2026-11.");

    public static IResult UnknownUnit() =>
        Wrong(StatusCodes.Status404NotFound, "unknown unit", "The codes of all units are at ~/api/v1/units.");

    public static IResult BadRange(int most) => Wrong(
        StatusCodes.Status400BadRequest, "bad range",
            $"\"from\" must not be after \"to\", and at most {most} months can be asked for at once.");

    private static byte[] Say((string Error, string Hint) trouble, HttpRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new { error = trouble.Error, hint = trouble.Hint.Replace("~/", $"{request.PathBase}/", StringComparison.Ordinal) }, Format);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = status == StatusCodes.Status200OK ? "public, max-age=60" : "no-store";
        if (File is not null) response.Headers.ContentDisposition = $"attachment; filename=\"{File}\"";
        return Trouble is { } trouble ? response.Body.WriteAsync(Say(trouble, httpContext.Request), httpContext.RequestAborted).AsTask()
            : Unchanged.Or(httpContext, body);
    }
}
