using System.IO.Compression;
using System.Text;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>Archives that are empty, foreign or spoiled: each is refused with the reason, and nothing of it stays.</summary>
[Trait("Database", "any")]
[Slow]
public sealed class RestoreRefusalTests : IDisposable
{
    /// <summary>Where a line of an archive's directory has its file's check sum and size.</summary>
    private const int Sum = 16;
    private const int Size = 24;

    private readonly Installation _here = new();
    private readonly Installation _there = new();

    public static TheoryData<string, string> Spoiled => new()
    {
        { "empty database", "database is empty" },
        { "another program's database", "not the one its manifest tells of" },
        { "no database", "holds no database" },
        { "empty key", "instansi.key is empty" },
        { "no key", "holds no instansi.key" },
        { "key that is none", "instansi.key is empty or no key" },
        { "manifest of nobody", "no backup of Suara Layanan" },
        { "file outside its folder", "points outside" },
        { "another instansi", "Instansi:Name" },
        { "another city's key", "is not the key that its database was begun with" },
        { "manifest with nothing among its files", "no backup of Suara Layanan" },
        { "manifest of another shape", "no backup of Suara Layanan" },
        { "a bit lost in a photo", "is damaged (web-uploads/foto)" },
        { "a name that is no name", "points outside" },
        { "manifest without end", "no backup of Suara Layanan" },
        { "more than the disk holds", "is free" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task Is_refused_and_leaves_nothing_behind(string how, string why)
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        Directory.CreateDirectory(_here.Uploads);
        await File.WriteAllTextAsync(Path.Combine(_here.Uploads, "foto"), "gambar");
        (await _here.Run("backup", file)).Code.ShouldBe(0);
        await Spoil(file, how);

        var (code, said) = await _there.Run("restore", file);

        said.ShouldContain(why);
        code.ShouldBe(1);
        Directory.GetFiles(_there.Folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetDirectories(_there.Folder, "*.restoring", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_somebody_packed_anew_with_its_folders_is_restored()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);
        await using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update))
            foreach (var folder in new[] { "attachments/", "web-uploads/", "web-uploads/sub/" }) zip.CreateEntry(folder);

        var (code, said) = await _there.Run("restore", file, $"--Complaints:AttachmentFolder={_there.Folder}/data/attachments");

        code.ShouldBe(0, said);
    }

    [Theory]
    [InlineData("instansi.key")]
    [InlineData("attachments/orang-lain")]
    [InlineData("web-uploads/orang-lain")]
    public async Task A_move_takes_nothing_away_where_another_city_has_its_key_or_files(string theirs)
    {
        await _here.Run("seed-demo", "--asn", "2");
        _here.LetGo();
        var file = Path.Combine(_there.Folder, theirs);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "milik kota lain");

        var (code, said) = await _here.Run("move", "--to", "sqlite", "--connection", $"Data Source={_there.Database}", "--files",
            _there.Folder);

        code.ShouldBe(1);
        said.ShouldContain("holds files of something else");
        (await File.ReadAllTextAsync(file)).ShouldBe("milik kota lain");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(35)]
    [InlineData(50)]
    [InlineData(-1)]
    public async Task A_sealed_one_that_breaks_off_is_refused_in_words(int at)
    {
        await _here.Run("seed-demo", "--asn", "2");
        string[] nights = [$"--Backups:Folder={_here.Folder}/malam", "--Backups:Passphrase=kuda liar di padang"];
        await _here.Run(["backup", .. nights]);
        var file = Directory.GetFiles(Path.Combine(_here.Folder, "malam"), "suara-*").Single();
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(at < 0 ? bytes.Length - 1 : at)]);

        var (code, said) = await _there.Run(["restore", file, .. nights]);

        code.ShouldBe(1);
        said.ShouldMatch("cannot be opened|no backup of Suara Layanan");
    }

    [Fact]
    public async Task What_is_here_stays_as_it_was_when_a_forced_restore_is_refused()
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);
        await Spoil(file, "empty key");
        await _here.Run("seed-demo", "--asn", "7");
        var key = await File.ReadAllTextAsync(_here.KeyFile);
        _here.LetGo();

        (await _here.Run("restore", file, "--force")).Code.ShouldBe(1);

        _here.Count("select count(*) from people").ShouldBe(7);
        (await File.ReadAllTextAsync(_here.KeyFile)).ShouldBe(key);
    }

    [Fact]
    public async Task Database_key_and_kept_files_are_for_their_owner_alone_here_and_after_a_restore()
    {
        await _here.Run("seed-demo", "--asn", "2");
        Directory.CreateDirectory(_here.Uploads);
        await File.WriteAllTextAsync(Path.Combine(_here.Uploads, "foto"), "gambar");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        await _here.Run("backup", file);
        (await _there.Run("restore", file)).Code.ShouldBe(0);

        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var kept in new[] { _here.Database, _there.Database, _here.KeyFile, _there.KeyFile, file,
            Path.Combine(_there.Uploads, "foto") }) File.GetUnixFileMode(kept).ShouldBe(own, kept);
        foreach (var folder in new[] { Path.GetDirectoryName(_here.Database)!, Path.GetDirectoryName(_there.Database)!, _there.Uploads })
            File.GetUnixFileMode(folder).ShouldBe(own | UnixFileMode.UserExecute, folder);
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private static async Task Spoil(string file, string how)
    {
        if (how is "a bit lost in a photo" or "more than the disk holds")
        {
            await SpoilBytes(file, how == "more than the disk holds");
            return;
        }

        await using var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update);
        switch (how)
        {
            case "empty database":
                await Put(zip, "database.db", []);
                break;
            case "another program's database":
                await Put(zip, "database.db", await File.ReadAllBytesAsync(Foreign()));
                break;
            case "no database":
                zip.GetEntry("database.db")!.Delete();
                break;
            case "empty key":
                await Put(zip, "instansi.key", []);
                break;
            case "no key":
                zip.GetEntry("instansi.key")!.Delete();
                break;
            case "key that is none":
                await Put(zip, "instansi.key", Encoding.ASCII.GetBytes(new string('z', 64)));
                break;
            case "manifest of nobody":
                await Put(zip, "manifest.json", "{}"u8.ToArray());
                break;
            case "another city's key":
                await Put(zip, "instansi.key", Encoding.ASCII.GetBytes(new string('a', 64)));
                break;
            case "a name that is no name":
                await Put(zip, "web-uploads/a\0b", "halo"u8.ToArray());
                break;
            case "manifest with nothing among its files":
                await Rewrite(zip, m => m.TrimEnd().TrimEnd('}') + ", \"beside\": [null] }");
                break;
            case "manifest of another shape":
                await Put(zip, "manifest.json", "[[[[]]]]"u8.ToArray());
                break;
            case "manifest without end":
                await Put(zip, "manifest.json", [.. "{\"format\":"u8, .. new byte[20_000_000]]);
                break;
            case "file outside its folder":
                await Put(zip, "web-uploads/../../luar.txt", "halo"u8.ToArray());
                break;
            default:
                await Rewrite(zip, m => m.Replace("Payakumbuh", "Sawahlunto", StringComparison.Ordinal));
                break;
        }
    }

    private static async Task SpoilBytes(string file, bool swell)
    {
        if (swell)
            await using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update))
                for (var i = 0; i < 2000; i++) await Put(zip, $"web-uploads/besar-{i}", "x"u8.ToArray());
        var bytes = await File.ReadAllBytesAsync(file);
        if (!swell) bytes[Place(bytes, "web-uploads/foto", Sum)] ^= 1;
        for (var i = 0; swell && i < 2000; i++) bytes.AsSpan(Place(bytes, $"web-uploads/besar-{i}", Size), 4).Fill(0xF0);
        await File.WriteAllBytesAsync(file, bytes);
    }

    private static async Task Rewrite(ZipArchive zip, Func<string, string> change)
    {
        string manifest;
        using (var reader = new StreamReader(await zip.GetEntry("manifest.json")!.OpenAsync())) manifest = await reader.ReadToEndAsync();
        await Put(zip, "manifest.json", Encoding.UTF8.GetBytes(change(manifest)));
    }

    /// <summary>Where the archive's directory tells of this file, the place of so many bytes behind the beginning of it.</summary>
    private static int Place(byte[] archive, string name, int behind)
    {
        for (var at = 0; at < archive.Length - 46; at++)
            if (archive.AsSpan(at).StartsWith("PK\x01\x02"u8) && archive.AsSpan(at + 46).StartsWith(Encoding.UTF8.GetBytes(name)))
                return at + behind;
        throw new InvalidOperationException(name);
    }

    private static string Foreign()
    {
        var file = Path.GetTempFileName();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "create table catatan (isi text)";
        command.ExecuteNonQuery();
        return file;
    }

    private static async Task Put(ZipArchive zip, string name, byte[] content)
    {
        zip.GetEntry(name)?.Delete();
        await using var stream = await zip.CreateEntry(name).OpenAsync();
        await stream.WriteAsync(content);
    }
}
