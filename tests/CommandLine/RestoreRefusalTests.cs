using System.IO.Compression;
using System.Text;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>Archives that are empty, foreign or spoiled: each is refused with the reason, and nothing of it stays.</summary>
[Slow]
public sealed class RestoreRefusalTests : IDisposable
{
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
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task Is_refused_and_leaves_nothing_behind(string how, string why)
    {
        await _here.Run("seed-demo", "--asn", "2");
        var file = Path.Combine(_here.Folder, "cadangan.zip");
        (await _here.Run("backup", file)).Code.ShouldBe(0);
        await Spoil(file, how);

        var (code, said) = await _there.Run("restore", file);

        said.ShouldContain(why);
        code.ShouldBe(1);
        Directory.GetFiles(_there.Folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetDirectories(_there.Folder, "*.restoring", SearchOption.AllDirectories).ShouldBeEmpty();
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
            case "file outside its folder":
                await Put(zip, "web-uploads/../../luar.txt", "halo"u8.ToArray());
                break;
            default:
                using (var reader = new StreamReader(await zip.GetEntry("manifest.json")!.OpenAsync()))
                {
                    var other = (await reader.ReadToEndAsync()).Replace("Payakumbuh", "Sawahlunto", StringComparison.Ordinal);
                    reader.Close();
                    await Put(zip, "manifest.json", Encoding.UTF8.GetBytes(other));
                }

                break;
        }
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
