using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tests.Backups;

/// <summary>
/// Storage of the kind of S3 over loopback HTTP, with one bucket. It checks the signature of every request (AWS Signature V4) and the
/// hash of
/// every body as the real one does, and can fail as it does.
/// </summary>
internal sealed class BucketServer : IAsyncDisposable
{
    public const string Id = "AKIDSUARA";
    public const string Secret = "rahasia/ember+2026";
    public const string Name = "cadangan";
    private const string Region = "ap-southeast-3";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (byte[] Body, string Hash)> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, byte[]>> _uploads = new();
    private readonly ConcurrentDictionary<string, string> _hashes = new();

    private BucketServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Take);
    }

    public string Url => _app.Urls.First();

    public IReadOnlyList<string> Keys => [.. _objects.Keys.Order(StringComparer.Ordinal)];

    public byte[] Body(string key) => _objects[key].Body;

    /// <summary>Each request that came, as method and key.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Parts of uploads that are neither finished nor taken back.</summary>
    public int OpenUploads => _uploads.Count;

    /// <summary>The largest body that came in one request.</summary>
    public long Largest { get; private set; }

    /// <summary>
    /// What a request gets instead of its answer: a status, or 0 for an answer that breaks off in the middle; null for none.
    /// </summary>
    public Func<string, int?> Fault { get; set; } = _ => null;

    /// <summary>Answers in the storage's place, as a proxy or a server of another kind would; false leaves it to the storage.</summary>
    public Func<HttpContext, string, Task<bool>> Odd { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Whether the key is known; a lost one is refused.</summary>
    public bool KnowsKey { get; set; } = true;

    public (string Key, string Value)[] Settings => [("Backups:S3:Endpoint", Url), ("Backups:S3:Bucket", Name), ("Backups:S3:Region",
        Region),
        ("Backups:S3:AccessKeyId", Id), ("Backups:S3:SecretKey", Secret), ("Backups:S3:Prefix", "kota/suara")];

    public static async Task<BucketServer> Start()
    {
        var server = new BucketServer();
        await server._app.StartAsync();
        return server;
    }

    public void Spoil(string key) => _objects[key] = ([.. _objects[key].Body.Select(b => (byte)~b)], _objects[key].Hash);

    /// <summary>As whoever runs the storage could.</summary>
    public void Put(string key, string text) => _objects[key] = (Encoding.UTF8.GetBytes(text), "");

    public void Lose(string key) => _objects.TryRemove(key, out _);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
        var body = memory.ToArray();
        Largest = Math.Max(Largest, body.LongLength);
        var path = http.Request.Path.Value!;
        var key = path.StartsWith($"/{Name}/", StringComparison.Ordinal) ? path[(Name.Length + 2)..] : "";
        var asked = $"{http.Request.Method} {key}{(http.Request.QueryString.HasValue ? http.Request.QueryString : "")}";
        Asked.Enqueue(asked);
        if (await Odd(http, asked)) return;
        var fault = Fault(asked);
        if (fault is > 0) await Refuse(http, fault.Value, fault == 503 ? "SlowDown" : "InternalError");
        else if (Signature.Wrong(http.Request, body, Secret, Region) is { } wrong) await Refuse(http, 403, wrong);
        else if (!KnowsKey) await Refuse(http, 403, "InvalidAccessKeyId");
        else if (path != $"/{Name}" && path != $"/{Name}/" && key.Length == 0) await Refuse(http, 404, "NoSuchBucket");
        else await Do(http, key, body, cut: fault == 0);
    }

    private Task Do(HttpContext http, string key, byte[] body, bool cut)
    {
        var query = http.Request.Query;
        return http.Request.Method switch
        {
            "GET" when key.Length == 0 => List(http),
            "GET" or "HEAD" => Give(http, key, cut),
            "PUT" when query.ContainsKey("partNumber") => KeepPart(http, body),
            "PUT" => Keep(http, key, body, http.Request.Headers["x-amz-meta-sha256"].ToString()),
            "POST" when query.ContainsKey("uploads") => Begin(http, key),
            "POST" when query.ContainsKey("uploadId") => End(http, key, body),
            "DELETE" => Drop(http, key),
            _ => Refuse(http, 501, "NotImplemented"),
        };
    }

    /// <summary>In the order of names, two at a time, so that whoever lists must ask for the next page.</summary>
    private Task List(HttpContext http)
    {
        var (start, after) = (http.Request.Query["prefix"].ToString(), http.Request.Query["continuation-token"].ToString());
        if (http.Request.Query["list-type"] != "2") return Refuse(http, 400, "InvalidArgument");
        var found = Keys.Where(k => k.StartsWith(start, StringComparison.Ordinal) && string.CompareOrdinal(k, after) > 0).ToList();
        return Answer(http, new XElement("ListBucketResult", new XElement("Name", Name), new XElement("IsTruncated",
            found.Count > 2 ? "true" : "false"),
            found.Count > 2 ? new XElement("NextContinuationToken", found[1]) : null,
            found.Take(2).Select(k => new XElement("Contents", new XElement("Key", k), new XElement("Size", _objects[k].Body.Length)))));
    }

    private async Task Give(HttpContext http, string key, bool cut)
    {
        if (!_objects.TryGetValue(key, out var found))
        {
            await Refuse(http, 404, "NoSuchKey");
            return;
        }

        http.Response.ContentLength = found.Body.Length;
        http.Response.Headers["x-amz-meta-sha256"] = found.Hash;
        http.Response.Headers.ETag = Tag(found.Body);
        if (http.Request.Method == "HEAD") return;
        await http.Response.Body.WriteAsync(cut ? found.Body.AsMemory(0, found.Body.Length / 2) : found.Body);
        await http.Response.Body.FlushAsync();
        if (cut) http.Abort();
    }

    private Task Keep(HttpContext http, string key, byte[] body, string hash)
    {
        _objects[key] = (body, hash);
        http.Response.Headers.ETag = Tag(body);
        return Task.CompletedTask;
    }

    private Task KeepPart(HttpContext http, byte[] body)
    {
        var number = int.Parse(http.Request.Query["partNumber"].ToString(), CultureInfo.InvariantCulture);
        if (!_uploads.TryGetValue(http.Request.Query["uploadId"].ToString(), out var parts)) return Refuse(http, 404, "NoSuchUpload");
        parts[number] = body;
        http.Response.Headers.ETag = Tag(body);
        return Task.CompletedTask;
    }

    private Task Begin(HttpContext http, string key)
    {
        var id = $"{Guid.NewGuid():N}";
        (_uploads[id], _hashes[id]) = (new(), http.Request.Headers["x-amz-meta-sha256"].ToString());
        return Answer(http, new XElement("InitiateMultipartUploadResult", new XElement("Bucket", Name), new XElement("Key", key),
            new XElement("UploadId", id)));
    }

    private Task End(HttpContext http, string key, byte[] body)
    {
        var id = http.Request.Query["uploadId"].ToString();
        if (!_uploads.TryRemove(id, out var parts)) return Refuse(http, 404, "NoSuchUpload");
        var named = XDocument.Parse(Encoding.UTF8.GetString(body)).Descendants().Where(e =>
            e.Name.LocalName == "PartNumber").Select(e => (int)e).ToList();
        if (!named.SequenceEqual(parts.Keys.Order())) return Refuse(http, 400, "InvalidPart");
        _objects[key] = ([.. named.SelectMany(n => parts[n])], _hashes[id]);
        return Answer(http, new XElement("CompleteMultipartUploadResult", new XElement("Key", key), new XElement("ETag", "\"x-2\"")));
    }

    private Task Drop(HttpContext http, string key)
    {
        if (http.Request.Query["uploadId"].ToString() is { Length: > 0 } id) _uploads.TryRemove(id, out _);
        else _objects.TryRemove(key, out _);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static string Tag(byte[] body) => $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"";

    private static Task Refuse(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        return http.Request.Method == "HEAD" ? Task.CompletedTask
            : Answer(http, new XElement("Error", new XElement("Code", code), new XElement("Message", $"{code}, said the storage")));
    }

    private static Task Answer(HttpContext http, XElement xml)
    {
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml.ToString(SaveOptions.DisableFormatting)}");
    }

    /// <summary>AWS Signature V4 as the server counts it.</summary>
    private static class Signature
    {
        /// <summary>What is wrong with a request; null for nothing.</summary>
        public static string? Wrong(HttpRequest request, byte[] body, string secret, string region)
        {
            var said = request.Headers["x-amz-content-sha256"].ToString();
            if (said != Convert.ToHexStringLower(SHA256.HashData(body))) return "XAmzContentSHA256Mismatch";
            var parts = request.Headers.Authorization.ToString()["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries)
                .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
            var scope = parts["Credential"].Split('/', 2);
            var (date, moment) = (scope[1].Split('/')[0], request.Headers["x-amz-date"].ToString());
            if (scope[0] != Id) return "InvalidAccessKeyId";
            if (scope[1] != $"{date}/{region}/s3/aws4_request" || !moment.StartsWith(date, StringComparison.Ordinal))
                return "AuthorizationHeaderMalformed";
            if (!parts["SignedHeaders"].Split(';').Contains("host")) return "AuthorizationHeaderMalformed";
            var text = string.Join('\n', "AWS4-HMAC-SHA256", moment, scope[1],
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request, parts["SignedHeaders"], said)))));
            byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
            foreach (var step in scope[1].Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
            return Convert.ToHexStringLower(HMACSHA256.HashData(key,
                Encoding.UTF8.GetBytes(text))) == parts["Signature"] ? null : "SignatureDoesNotMatch";
        }

        private static string Canonical(HttpRequest request, string signed, string hash)
        {
            var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
            IEnumerable<string> query = target.Length == 1 ? [] : target[1].Split('&').Select(q =>
                q.Contains('=') ? q : q + "=").Order(StringComparer.Ordinal);
            var headers = string.Concat(signed.Split(';').Select(h => $"{h}:{request.Headers[h].ToString().Trim()}\n"));
            return string.Join('\n', request.Method, target[0], string.Join('&', query), headers, signed, hash);
        }
    }
}
