using Bot.Backups;
using Bot.Backups.Bucket;
using Microsoft.Extensions.Options;

namespace Tests.Backups;

/// <summary>The bucket by its requests, against storage that checks signature and hash.</summary>
[Trait("Database", "any")]
public sealed class BucketTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bucket-").FullName;
    private BucketServer _server = null!;

    public async Task InitializeAsync() => _server = await BucketServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_put_there_comes_back_whole_is_listed_and_deleted()
    {
        using var bucket = Bucket();
        string[] names = ["files/web-uploads/a b+c (1).jpg", "files/x", "suara-2026-11-26T021500.zip", "files/é.png", "files/y"];
        foreach (var name in names) await bucket.Put(name, await File_("dari", name));

        _server.Keys.ShouldBe(names.Select(n => $"kota/suara/{n}").Order(StringComparer.Ordinal));
        (await Names(bucket, "files/")).Order().ShouldBe(names.Where(n => n.StartsWith("files/", StringComparison.Ordinal)).Order());
        foreach (var name in names)
        {
            var back = Path.Combine(_folder, "kembali", name);
            (await bucket.Get(name, back)).ShouldBe(back);
            (await File.ReadAllTextAsync(back)).ShouldBe(name);
        }

        (await bucket.Get("files/tidak-ada", Path.Combine(_folder, "z"))).ShouldBeNull();
        await bucket.Delete("files/x");
        _server.Keys.ShouldNotContain("kota/suara/files/x");
        (await bucket.Trouble()).ShouldBeNull();
        _server.Keys.ShouldNotContain(k => k.Contains("probe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("suara-/../../../keluar/suara-2099-01-01T000000.zip")]
    [InlineData("suara-x/suara-2099-01-01T000000.zip")]
    [InlineData("suara-\\..\\suara-2099-01-01T000000.zip")]
    public async Task A_name_that_leads_out_of_the_folder_is_no_backup_of_ours(string name)
    {
        using var bucket = Bucket();
        _server.Put($"kota/suara/{name}", "bukan cadangan");
        _server.Put("kota/suara/suara-2026-11-26T021500.zip", "cadangan");
        var fetch = new FetchBackup(bucket, Options.Create(new BackupOptions { Folder = Path.Combine(_folder, "cadangan") }));

        (await fetch.Archives()).Select(a => a.Archive.Name).ShouldBe(["suara-2026-11-26T021500.zip"]);
        (await fetch.Bring(null)).ShouldBe(Path.Combine(_folder, "cadangan", "suara-2026-11-26T021500.zip"));
    }

    [Fact]
    public async Task A_large_file_goes_in_parts_and_memory_does_not_grow_with_it()
    {
        using var bucket = Bucket();
        var file = Path.Combine(_folder, "besar");
        await using (var to = File.Create(file))
            for (var i = 0; i < 40; i++) await to.WriteAsync(Enumerable.Repeat((byte)i, 1024 * 1024).ToArray());

        await bucket.Put("suara.zip", file);
        (await bucket.Get("suara.zip", file + ".kembali")).ShouldNotBeNull();

        File.ReadAllBytes(file + ".kembali").AsSpan().SequenceEqual(File.ReadAllBytes(file)).ShouldBeTrue();
        _server.Largest.ShouldBe(16 * 1024 * 1024);
        _server.OpenUploads.ShouldBe(0);
    }

    [Fact]
    public async Task Parts_of_what_could_not_be_finished_are_taken_back()
    {
        using var bucket = Bucket();
        var file = Path.Combine(_folder, "besar");
        await File.WriteAllBytesAsync(file, new byte[20 * 1024 * 1024]);
        _server.Fault = asked => asked.Contains("partNumber=2", StringComparison.Ordinal) ? 500 : null;

        await Should.ThrowAsync<InvalidDataException>(() => bucket.Put("suara.zip", file));

        _server.OpenUploads.ShouldBe(0);
        _server.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_busy_moment_and_an_answer_cut_in_the_middle_are_borne()
    {
        using var bucket = Bucket();
        var (busy, cut) = (1, 1);
        _server.Fault = asked => asked.StartsWith("PUT", StringComparison.Ordinal) && busy-- > 0 ? 503
            : asked.StartsWith("GET", StringComparison.Ordinal) && cut-- > 0 ? 0 : null;
        var text = string.Concat(Enumerable.Repeat("isi berkas yang cukup panjang ", 100_000));
        await bucket.Put("files/a", await File_("a", text));

        (await bucket.Get("files/a", Path.Combine(_folder, "b"))).ShouldNotBeNull();

        (await File.ReadAllTextAsync(Path.Combine(_folder, "b"))).ShouldBe(text);
        _server.Asked.Count(a => a.StartsWith("PUT", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData("Backups:S3:SecretKey", "lain", "Copy Backups:S3:SecretKey again")]
    [InlineData("Backups:S3:AccessKeyId", "AKIDLAIN", "does not know Backups:S3:AccessKeyId")]
    [InlineData("Backups:S3:Bucket", "lainnya", "there is no bucket at")]
    [InlineData("Backups:S3:Endpoint", "http://127.0.0.1:9", "cannot be reached")]
    public async Task What_is_wrong_is_said_with_the_setting_and_without_a_secret(string key, string value, string said)
    {
        using var bucket = Bucket((key, value));

        var trouble = (await bucket.Trouble()).ShouldNotBeNull();

        trouble.ShouldContain(said);
        foreach (var secret in new[] { BucketServer.Secret, BucketServer.Id, "AKIDLAIN" }) trouble.ShouldNotContain(secret);
    }

    [Fact]
    public async Task What_was_changed_there_is_not_taken()
    {
        using var bucket = Bucket();
        await bucket.Put("files/a", await File_("a", "utuh"));
        _server.Spoil("kota/suara/files/a");

        (await Should.ThrowAsync<InvalidDataException>(() => bucket.Get("files/a", Path.Combine(_folder, "b")))).Message
            .ShouldContain("is not what was put there");
        Directory.GetFiles(_folder, "b*").ShouldBeEmpty();
    }

    private static async Task<List<string>> Names(BackupBucket bucket, string start)
    {
        var names = new List<string>();
        await foreach (var kept in bucket.List(start)) names.Add(kept.Name);
        return names;
    }

    private async Task<string> File_(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private BackupBucket Bucket(params (string Key, string Value)[] other)
    {
        var all = _server.Settings.Concat(other).GroupBy(s => s.Key).ToDictionary(s => s.Key["Backups:S3:".Length..], s => s.Last().Value);
        return new BackupBucket(Options.Create(new BackupOptions
        {
            S3 = new BucketOptions
            {
                Endpoint = all["Endpoint"],
                Bucket = all["Bucket"],
                Region = all["Region"],
                AccessKeyId = all["AccessKeyId"],
                SecretKey = all["SecretKey"],
                Prefix = all["Prefix"],
            },
        }));
    }
}
