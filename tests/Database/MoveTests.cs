using Bot;
using Bot.Database;
using Bot.Database.Moving;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Tests.CommandLine;
using Tests.Support;
using Tests.Web;

namespace Tests.Database;

/// <summary>A city that goes from its file to PostgreSQL and back.</summary>
public sealed class MoveTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task Every_table_of_the_schema_is_carried()
    {
        await using var database = TestDatabase.New();
        await using var db = database.Open();

        MovedTable.InOrder(db).Select(t => t.Name).ShouldBe((await FilledTables.Read(db)).Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_moves_files_out_of_the_services_folder_hears_that_the_unit_must_let_it_write_there()
    {
        await _here.Run("seed-demo", "--asn", "2");
        _here.LetGo();
        var shared = Path.Combine(_here.Folder, "bersama");

        var (code, said) = await _here.Run("move", "--to", "sqlite", "--connection", $"Data Source={shared}/bot.db", "--files", shared);

        code.ShouldBe(0, said);
        said.ShouldContain($"ReadWritePaths={shared}\n");
        Startup.Explain(new IOException($"Read-only file system : '{shared}'", 30))!.Single().ShouldContain("ReadWritePaths=");
    }

    [PostgresFact]
    public async Task A_city_moved_to_PostgreSQL_and_back_is_the_same_and_its_open_data_byte_for_byte()
    {
        (await _here.Run("seed-demo", "--ratings", "3000", "--complaints", "300", "--months", "3", "--asn", "20", "--tree"))
            .Code.ShouldBe(0);
        await using var there = TestDatabase.Unmade(postgres: true);
        await using var back = TestDatabase.Unmade(postgres: false);
        var before = await OpenData("sqlite", $"Data Source={_here.Database}");
        _here.LetGo();

        var (code, said) = await _here.Run("move", "--to", "postgres", "--connection", there.ConnectionString);

        said.ShouldContain("the same on both sides");
        said.ShouldContain("Database__Provider=postgres");
        code.ShouldBe(0, said);
        await using (var moved = Open("postgres", there.ConnectionString))
        {
            await moved.Database.OpenConnectionAsync();
            (await moved.Sql.Value("select reltuples::bigint from pg_class where relname = 'complaints'"))
                .ShouldBe(300L); // it knows how many
        }

        (await OpenData("postgres", there.ConnectionString)).ShouldBe(before);

        (code, said) = await _here.Run("move", "--to", "sqlite", "--connection", back.ConnectionString,
            "--Database:Provider=postgres", $"--Database:ConnectionString={there.ConnectionString}");

        code.ShouldBe(0, said);
        (await OpenData("sqlite", back.ConnectionString)).ShouldBe(before);
        (await RowsOf("sqlite", back.ConnectionString)).ShouldBe(await RowsOf("sqlite", $"Data Source={_here.Database}"));
        (await Words(back.ConnectionString)).ShouldBe(await Words($"Data Source={_here.Database}"));
    }

    /// <summary>What a search finds: the index's words, and what keeps them in step with complaints.</summary>
    private static async Task<List<string>> Words(string connectionString)
    {
        await using var db = Open("sqlite", connectionString);
        await db.Database.OpenConnectionAsync();
        return await db.Sql.All(
            """
            select rowid || story || coalesce(said, '') from __complaint_words
            union all select sql from sqlite_master where type = 'trigger' order by 1
            """,
            row => row.GetString(0));
    }

    [PostgresFact]
    public async Task A_row_of_every_table_goes_there_and_back_and_numbering_goes_on()
    {
        await using var there = TestDatabase.Unmade(postgres: true);
        await using var back = TestDatabase.Unmade(postgres: false);
        await Begin();
        await using (var db = Open("sqlite", $"Data Source={_here.Database}"))
        {
            await FilledTables.Fill(db);
            await db.Database.ExecuteSqlRawAsync("insert into audit (id, at, act) values (77, 1, 'x'); delete from audit where id = 77");
        }

        await Move("sqlite", $"Data Source={_here.Database}", "postgres", there.ConnectionString);
        await using (var db = there.Open())
            (await db.Database.SqlQueryRaw<long>("insert into audit (at, act) values (1, 'x') returning id as \"Value\"").ToListAsync())
                .ShouldBe([78L]);
        await using (var db = there.Open()) await db.Database.ExecuteSqlRawAsync("delete from audit where id = 78");
        await Move("postgres", there.ConnectionString, "sqlite", back.ConnectionString);

        (await RowsOf("sqlite", back.ConnectionString)).ShouldBe(await RowsOf("sqlite", $"Data Source={_here.Database}"));
        await using (var db = back.Open())
            (await db.Database.SqlQueryRaw<long>("insert into audit (at, act) values (1, 'x') returning id as \"Value\"").ToListAsync())
                .ShouldBe([79L]);
    }

    [PostgresFact]
    public async Task The_keys_of_the_day_go_along_and_nothing_of_them_stays_behind()
    {
        await using var there = TestDatabase.Unmade(postgres: true);
        await using var back = TestDatabase.Unmade(postgres: false);
        await Begin();
        var folder = PrivateFolder.Make($"{_here.Database}.passing-keys");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "day-2026-11-26"), "abcd");

        await Move("sqlite", $"Data Source={_here.Database}", "postgres", there.ConnectionString);

        folder.GetFiles().ShouldBeEmpty();
        await using (var db = there.Open())
            (await db.Database.SqlQueryRaw<string>("select name || ' ' || key as \"Value\" from passing.keys").ToListAsync())
                .ShouldBe(["day-2026-11-26 abcd"]);

        await Move("postgres", there.ConnectionString, "sqlite", back.ConnectionString);

        await using (var db = there.Open())
            (await db.Database.SqlQueryRaw<long>("select count(*) as \"Value\" from passing.keys").ToListAsync()).ShouldBe([0L]);
        File.ReadAllText(Path.Combine($"{back.Open().Database.GetDbConnection().DataSource}.passing-keys", "day-2026-11-26"))
            .ShouldBe("abcd");
    }

    [PostgresFact]
    public async Task A_move_that_broke_in_the_middle_goes_on_where_it_was_and_nothing_is_served_meanwhile()
    {
        await _here.Run("seed-demo", "--ratings", "1000", "--asn", "30");
        await using var there = TestDatabase.Unmade(postgres: true);
        await using var back = TestDatabase.Unmade(postgres: false);
        foreach (var (from, at, to) in new[]
            { ("sqlite", $"Data Source={_here.Database}", there), ("postgres", there.ConnectionString, back) })
        {
            await Should.ThrowAsync<IOException>(Move(from, at, to.Provider, to.ConnectionString, Breaks("ratings", "600 of")));
            await using (var db = to.Open())
            {
                (await db.Ratings.CountAsync()).ShouldBe(600);
                (await Should.ThrowAsync<InvalidDataException>(DatabaseSetup.Migrate(db))).Message.ShouldContain("half");
                (await _here.Run("doctor", $"--Database:Provider={to.Provider}", $"--Database:ConnectionString={to.ConnectionString}"))
                    .Said.ShouldContain("only half of a city is here");
            }

            var said = new List<string>();
            await Move(from, at, to.Provider, to.ConnectionString, said.Add);

            said[0].ShouldContain("goes on");
            said.Where(l => l.Contains(" ratings ")).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
                .ShouldBe(["700", "800", "900", "1000", "1000"]);
            await using (var db = to.Open())
            {
                await DatabaseSetup.Migrate(db);
                (await db.Ratings.CountAsync()).ShouldBe(1000);
            }
        }
    }

    [PostgresFact]
    public async Task What_changed_between_two_tries_is_found()
    {
        await _here.Run("seed-demo", "--ratings", "1000", "--asn", "3");
        await using var there = TestDatabase.Unmade(postgres: true);
        await Should.ThrowAsync<IOException>(
            Move("sqlite", $"Data Source={_here.Database}", "postgres", there.ConnectionString, Breaks("ratings", "600 of")));
        await using (var db = Open("sqlite", $"Data Source={_here.Database}"))
            await db.Database.ExecuteSqlRawAsync("update units set name = 'Dinas Lain' where id = 1");

        var (code, said) = await _here.Run("move", "--to", "postgres", "--connection", there.ConnectionString);

        code.ShouldBe(1);
        said.ShouldContain("Not the same on both sides: units (");
        await using (var db = there.Open()) await Should.ThrowAsync<InvalidDataException>(DatabaseSetup.Migrate(db));
    }

    [PostgresFact]
    public async Task A_city_never_comes_over_another()
    {
        await Begin();
        using var other = new Installation();
        await other.Run("seed-demo", "--ratings", "100", "--asn", "1");
        await using var there = TestDatabase.Unmade(postgres: true);
        (await other.Run("move", "--to", "postgres", "--connection", there.ConnectionString)).Code.ShouldBe(0);

        var (code, said) = await _here.Run("move", "--to", "postgres", "--connection", there.ConnectionString);

        code.ShouldBe(1);
        said.ShouldContain("holds a city already");
        said.ShouldNotContain("pw");
    }

    [PostgresFact]
    public async Task Nothing_moves_while_a_worker_runs()
    {
        await Begin();
        await using var there = TestDatabase.Unmade(postgres: true);
        var file = Microsoft.Extensions.Options.Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={_here.Database}" });
        using (var running = new SqliteWorkers(file))
        {
            await running.Join(default);
            var (code, said) = await _here.Run("move", "--to", "postgres", "--connection", there.ConnectionString);
            said.ShouldContain("another process works on");
            code.ShouldBe(1);
        }

        await using (var db = there.Open()) await DatabaseSetup.Migrate(db);
        var server = Microsoft.Extensions.Options.Options.Create(
            new DatabaseOptions { Provider = "postgres", ConnectionString = there.ConnectionString });
        await using (var running = new PostgresWorkers(server,
            Microsoft.Extensions.Options.Options.Create(new OutboxOptions { Instance = "satu" }), NullLogger<PostgresWorkers>.Instance))
        {
            await running.Join(default);
            var (code, said) = await _here.Run("move", "--to", "postgres", "--connection", there.ConnectionString);
            said.ShouldContain("The service is running (satu)");
            code.ShouldBe(1);
        }

        (await _here.Run("move", "--to", "postgres", "--connection", there.ConnectionString)).Code.ShouldBe(0);
    }

    [PostgresFact]
    public async Task Key_and_files_come_along_into_a_folder_and_a_file_that_is_missing_is_told()
    {
        await Begin();
        var photo = _here.Write("foto.jpg", "gambar");
        Directory.CreateDirectory(_here.Uploads);
        File.Move(photo, Path.Combine(_here.Uploads, "foto.jpg"));
        await using (var db = Open("sqlite", $"Data Source={_here.Database}"))
        {
            await FilledTables.Fill(db);
            await db.Database.ExecuteSqlRawAsync("update complaint_attachments set state = 'Kept', kept_as = 'hilang.jpg'");
            await db.Database.ExecuteSqlRawAsync("update announcement_files set state = 'Kept', kept_as = 'edaran.pdf'");
            await db.Database.ExecuteSqlRawAsync("update held_evidence set kept_as = 'bukti.jpg'");
        }

        (await _here.Run("doctor")).Said.ShouldContain("of 3 files of complaints and announcements 3 are not there");
        await using var there = TestDatabase.Unmade(postgres: true);
        var shared = Path.Combine(_here.Folder, "bersama");

        var (code, said) = await _here.Run("move", "--to", "postgres", "--connection", there.ConnectionString, "--files", shared);

        code.ShouldBe(0, said);
        said.ShouldContain("Of 3 files of complaints and announcements 3 are not in their folder");
        (await _here.Run("doctor", "--Database:Provider=postgres", $"--Database:ConnectionString={there.ConnectionString}")).Said
            .ShouldContain("of 3 files of complaints and announcements 3 are not there");
        said.ShouldContain($"Instansi__KeyFile={Path.Combine(shared, "instansi.key")}");
        said.ShouldContain($"Web__UploadFolder={Path.Combine(shared, "web-uploads")}");
        File.ReadAllText(Path.Combine(shared, "instansi.key")).ShouldBe(File.ReadAllText(_here.KeyFile));
        File.ReadAllText(Path.Combine(shared, "web-uploads", "foto.jpg")).ShouldBe("gambar");
        File.GetUnixFileMode(Path.Combine(shared, "instansi.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("Where to?", "--to", "mysql")]
    [InlineData("Into which database?", "--to", "postgres")]
    [InlineData("--connection names no host", "--to", "postgres", "--connection", "Database=x")]
    [InlineData("is where the city is already", "--to", "sqlite", "--connection", "")]
    public async Task A_wrong_target_is_refused_in_words(string words, params string[] args)
    {
        await Begin();

        var (code, said) = await _here.Run(["move", .. args.Select(a => a.Length == 0 ? $"Data Source={_here.Database}" : a)]);

        code.ShouldNotBe(0);
        said.ShouldContain(words);
    }

    public void Dispose() => _here.Dispose();

    private static Action<string> Breaks(string table, string at) => line =>
    {
        if (line.Contains($" {table} ", StringComparison.Ordinal) && line.Contains(at, StringComparison.Ordinal))
            throw new IOException("The line broke.");
    };

    private static async Task Move(string from, string at, string to, string there, Action<string>? say = null)
    {
        await using var source = MoveEnd.Of(new DatabaseOptions { Provider = from, ConnectionString = at });
        await using var target = MoveEnd.Of(new DatabaseOptions { Provider = to, ConnectionString = there });
        var move = new MoveDatabase(source, target, say ?? (_ => { }), batch: 100);
        await move.Prepare();
        await move.Carry();
    }

    private static AppDb Open(string provider, string connection) => new((DbContextOptions<AppDb>)DatabaseSetup.Use(
        new DbContextOptionsBuilder<AppDb>(), new DatabaseOptions { Provider = provider, ConnectionString = connection }).Options);

    private static async Task<string> RowsOf(string provider, string connection)
    {
        await using var db = Open(provider, connection);
        return string.Join('\n', (await FilledTables.Read(db)).OrderBy(t => t.Key, StringComparer.Ordinal)
            .SelectMany(t => t.Value.Select(row => $"{t.Key}: {string.Join(" | ", row.Select(v => $"{v.Key}={v.Value}"))}")
                .Order(StringComparer.Ordinal)));
    }

    /// <summary>Every answer that the open data gives about what there is.</summary>
    private static async Task<string> OpenData(string provider, string connection)
    {
        List<string> months, units;
        await using (var db = Open(provider, connection))
        {
            months = [.. (await db.MonthlySums.Select(s => s.Month).Distinct().ToListAsync()).Order()
                .Select(m => m.Text)];
            units = await db.Units.OrderBy(u => u.Id).Select(u => u.Code).ToListAsync();
        }

        await using var host = await PageHost.Start(TestDatabase.At(provider, connection));
        await host.Get<Core.Units.UnitCatalog>().Reload();
        var range = $"?from={months[0]}&to={months[^1]}";
        var all = new List<string>();
        foreach (var address in new[] { "/api/v1/units", "/api/v1/units.csv" }
            .Concat(months.SelectMany(m => new[] { $"/api/v1/scores?month={m}", $"/api/v1/scores.csv?month={m}" }))
            .Concat(units.SelectMany(u => new[] { "scores", "scores.csv", "complaints", "complaints.csv" }
                .Select(what => $"/api/v1/units/{u}/{what}{range}"))))
            all.Add($"{address}\n{await host.Http.GetStringAsync(address)}");
        return string.Join('\n', all);
    }

    /// <summary>A city that was served once.</summary>
    private async Task Begin()
    {
        (await _here.Run("import-units",
            _here.Write("units.csv",
                "unit_code,unit_name,short_name,time_zone,yearly_recipients,service_code,service_name\nDINAS-A,Dinas A,A,,,umum,Umum\n")))
            .Said.ShouldContain("1 units added");
        _here.LetGo();
    }
}
