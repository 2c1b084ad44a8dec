using Bot.Backups;
using Bot.Backups.Bucket;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Backups;

/// <summary>
/// Storage that answers as no storage should, or a proxy in its place: nothing is taken for stored that is not, nothing is asked without
/// end, and the operator reads what to do.
/// </summary>
[Trait("Database", "any")]
[Slow]
public sealed class OddStorageTests : IAsyncLifetime, IDisposable
{
    private const string Page = "<!DOCTYPE html><html><body>Silakan masuk ke jaringan & setujui<br></body></html>";
    private readonly string _folder = Directory.CreateTempSubdirectory("odd-").FullName;
    private BucketServer _server = null!;

    public async Task InitializeAsync() => _server = await BucketServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(200, "text/html", Page)]
    [InlineData(200, "application/xml", "")]
    [InlineData(200, "application/json", "{\"ok\":true}")]
    [InlineData(204, "text/plain", "")]
    [InlineData(200, "application/xml", "<Error><Code>InternalError</Code><Message>x</Message></Error>")]
    [InlineData(200, "application/xml", "<Listing><Of>something else</Of></Listing>")]
    public async Task What_says_yes_to_anything_stores_nothing(int status, string type, string body)
    {
        _server.Odd = Always(status, type, body);
        using var bucket = Bucket();

        await Refuses(() => bucket.Put("files/a", Small()));
        await Refuses(() => bucket.Put("besar", Large()));
        await Refuses(() => bucket.Get("files/a", Path.Combine(_folder, "kembali")));
        await Refuses(() => Names(bucket));
        (await bucket.Trouble()).ShouldNotBeNull().ShouldContain(_server.Url);

        File.Exists(Path.Combine(_folder, "kembali")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("uploads")]
    [InlineData("partNumber=2")]
    [InlineData("POST kota/suara/besar?uploadId")]
    public async Task A_file_in_parts_is_not_there_before_its_end_was_said(string step)
    {
        foreach (var body in new[] { Page, "", "<Listing/>", "<Error><Code>InternalError</Code></Error>" })
        {
            var (there, ends) = (_server.Keys.Count, _server.Asked.Count(a => a.StartsWith("DELETE", StringComparison.Ordinal)));
            var odd = Always(200, "application/xml", body);
            _server.Odd = (http, asked) => asked.Contains(step, StringComparison.Ordinal)
                && !asked.StartsWith("DELETE", StringComparison.Ordinal) ? odd(http, asked) : Task.FromResult(false);
            using var bucket = Bucket();

            await Refuses(() => bucket.Put("besar", Large()));

            _server.Keys.Count.ShouldBe(there);
            _server.Asked.Count(a => a.StartsWith("DELETE", StringComparison.Ordinal)).ShouldBe(step == "uploads" ? ends : ends + 1, body);
        }
    }

    [Theory]
    [InlineData("<ListBucketResult><Name>cadangan</Name><IsTruncated>true</IsTruncated></ListBucketResult>")]
    [InlineData("<ListBucketResult><Name>cadangan</Name><IsTruncated>true</IsTruncated><NextContinuationToken>a</NextContinuationToken></ListBucketResult>")]
    [InlineData("<ListBucketResult><Name>cadangan</Name><Contents><Key>kota/lain1/files/a</Key><Size>3</Size></Contents></ListBucketResult>")]
    [InlineData("<ListBucketResult><Name>cadangan</Name><Contents><Key>x</Key><Size>3</Size></Contents></ListBucketResult>")]
    public async Task A_list_that_never_ends_or_is_of_something_else_is_refused(string list)
    {
        _server.Odd = Always(200, "application/xml", list);
        using var bucket = Bucket();

        (await Refuses(() => Names(bucket))).ShouldContain("not S3's");
        _server.Asked.Count.ShouldBeLessThan(3);
    }

    [Fact]
    public async Task A_list_that_goes_on_under_ever_new_tokens_ends_at_a_bound()
    {
        var page = 0;
        _server.Odd = (http, asked) => Always(200, "application/xml", "<ListBucketResult><Name>cadangan</Name><IsTruncated>true</IsTruncated>"
            + $"<NextContinuationToken>{++page}</NextContinuationToken>"
            + $"<Contents><Key>kota/suara/files/{page}</Key><Size>3</Size></Contents></ListBucketResult>")(http, asked);
        using var bucket = Bucket(pages: 20);

        (await Refuses(() => Names(bucket))).ShouldContain("a list without an end");

        page.ShouldBe(21);
    }

    [Theory]
    [InlineData(301, "PermanentRedirect", "Backups:S3:Region")]
    [InlineData(307, "TemporaryRedirect", "Look at Backups:S3:Endpoint")]
    [InlineData(302, "", "a proxy on the way wants a login")]
    [InlineData(400, "AuthorizationHeaderMalformed", "Correct Backups:S3:Region")]
    [InlineData(401, "", "a proxy that wants a login")]
    [InlineData(407, "", "a proxy that wants a login")]
    [InlineData(403, "", "Allow list, get, put and delete")]
    [InlineData(403, "RequestTimeTooSkewed", "clock is wrong")]
    [InlineData(403, "QuotaExceeded", "is full")]
    [InlineData(507, "XMinioStorageFull", "is full")]
    [InlineData(404, "", "Look at Backups:S3:Endpoint")]
    [InlineData(413, "", "bodies of 16 MB")]
    [InlineData(403, "InvalidObjectState", "into an archive")]
    [InlineData(400, "BadDigest", "400 BadDigest")]
    [InlineData(503, "SlowDown", "It is tried again")]
    [InlineData(500, "", "It is tried again")]
    public async Task Every_refusal_is_said_with_its_mend_and_asked_a_few_times_at_most(int status, string code, string said)
    {
        var body = code.Length == 0 ? Page : $"<Error><Code>{code}</Code><Message>{BucketServer.Secret}</Message><Endpoint>127.0.0.1:9</Endpoint></Error>";
        _server.Odd = (http, asked) =>
        {
            if (status is 301 or 302 or 307) http.Response.Headers.Location = "http://127.0.0.1:9/cadangan/elsewhere";
            return Always(status, "application/xml", body)(http, asked);
        };
        using var bucket = Bucket();

        Func<Task>[] deeds = [() => bucket.Put("files/a", Small()), () => bucket.Put("besar", Large()),
            () => bucket.Get("files/a", Path.Combine(_folder, "b")), () => Names(bucket), () => bucket.Delete("files/a")];
        foreach (var deed in deeds.Take(code == "SlowDown" ? 1 : deeds.Length)) // seconds pass before it is asked again
        {
            var before = _server.Asked.Count;
            var words = await Refuses(deed);
            words.ShouldContain(said);
            words.ShouldNotContain(BucketServer.Secret);
            (_server.Asked.Count - before).ShouldBeInRange(1, 4, words);
        }
    }

    [Fact]
    public async Task A_code_of_any_length_is_said_short_and_in_one_line()
    {
        _server.Odd = Always(400, "application/xml", $"<Error><Code>{new string('X', 100_000)}\n{BucketServer.Secret}</Code></Error>");
        using var bucket = Bucket();

        var words = await Refuses(() => bucket.Put("files/a", Small()));

        words.Length.ShouldBeLessThan(300);
        words.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_breaks_off_or_stands_still_again_and_again_is_given_up(bool still)
    {
        _server.Odd = async (http, _) =>
        {
            (http.Response.Headers.ETag, http.Response.ContentLength) = ($"\"{new string('a', 32)}\"", 2000);
            await http.Response.WriteAsync("0123456789");
            await http.Response.Body.FlushAsync();
            var gone = new TaskCompletionSource();
            await using var aborted = http.RequestAborted.Register(gone.SetResult);
            if (still) await gone.Task;
            else http.Abort();
            return true;
        };
        using var bucket = Bucket(TimeSpan.FromMilliseconds(100));

        var words = await Refuses(() => bucket.Get("files/a", Path.Combine(_folder, "b")));

        words.ShouldContain(still ? "does not answer in time" : "breaks off in the middle");
        _server.Asked.Count.ShouldBeInRange(3, 60, "a few tries in each of three rounds");
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_nobody_trusts_and_none_at_all_are_said()
    {
        using var site = new TlsSite(TimeProvider.System.GetUtcNow().AddDays(30));

        foreach (var address in new[] { site.Root, _server.Url.Replace("http:", "https:", StringComparison.Ordinal) })
        {
            using var bucket = Bucket(null, address);
            (await bucket.Trouble()).ShouldNotBeNull().ShouldContain("a certificate that this machine does not trust, or none at all");
        }
    }

    private static Func<HttpContext, string, Task<bool>> Always(int status, string type, string body) => async (http, _) =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        if (status != 204) await http.Response.WriteAsync(body);
        return true;
    };

    private static async Task<string> Refuses(Func<Task> deed) => (await Should.ThrowAsync<InvalidDataException>(deed)).Message;

    private static async Task Names(BackupBucket bucket)
    {
        await foreach (var _ in bucket.List("files/"))
        {
        }
    }

    private string Small()
    {
        File.WriteAllText(Path.Combine(_folder, "kecil"), "isi");
        return Path.Combine(_folder, "kecil");
    }

    private string Large()
    {
        var file = Path.Combine(_folder, "besar");
        if (!File.Exists(file)) File.WriteAllBytes(file, new byte[17 * 1024 * 1024]);
        return file;
    }

    private BackupBucket Bucket(TimeSpan? patience = null, string? endpoint = null, int? pages = null)
    {
        var all = _server.Settings.ToDictionary(s => s.Key["Backups:S3:".Length..], s => s.Value);
        var mine = new BucketOptions
        {
            Endpoint = endpoint ?? all["Endpoint"],
            Bucket = all["Bucket"],
            Region = all["Region"],
            AccessKeyId = all["AccessKeyId"],
            SecretKey = all["SecretKey"],
            Prefix = all["Prefix"],
        };
        return new BackupBucket(Options.Create(new BackupOptions { S3 = mine }), patience, pages);
    }
}
