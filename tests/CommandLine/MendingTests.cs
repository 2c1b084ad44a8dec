using Microsoft.Data.Sqlite;

namespace Tests.CommandLine;

/// <summary>What the doctor finds, and the commands that mend it.</summary>
[Trait("Database", "any")]
public sealed class MendingTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task A_broken_sum_is_found_by_the_doctor_and_made_anew()
    {
        await _here.Run("seed-demo", "--ratings", "300", "--months", "2");
        (await _here.Run("doctor")).Said.ShouldContain("sums       are what the published ratings add up to.");
        Change("update monthly_sums set s1 = s1 + 1 where unit_id = 1 and month = (select max(month) from monthly_sums)");

        var (code, said) = await _here.Run("doctor");
        code.ShouldBe(1);
        said.ShouldContain("of 1 months of units are not what their published ratings add up to");
        said.ShouldContain("Run recompute-sums.");

        (await _here.Run("recompute-sums")).Said.ShouldContain("1 months of units were wrong and are right now.");
        (await _here.Run("doctor")).Code.ShouldBe(0);
        (await _here.Run("recompute-sums")).Said.ShouldContain("nothing was changed");
    }

    [Fact]
    public async Task The_doctor_sees_that_a_restore_broke_off()
    {
        await _here.Run("seed-demo", "--asn", "2");
        Change("insert into installation (name, value) values ('restoring', '')");

        var (code, said) = await _here.Run("doctor");

        code.ShouldBe(0, said);
        said.ShouldContain("a restore ended before its old messages were held back");
    }

    [Fact]
    public async Task The_doctor_misses_files_of_announcements_as_those_of_complaints()
    {
        await _here.Run("seed-demo", "--asn", "2");
        foreach (var values in new[] { "'Edaran', 'Kept', 'edaran.pdf'", "'Nanti', 'Waiting', null" })
            Change($"insert into announcement_files (name, state, kept_as, channel, kind, made_by, at, failures) values ({values}, 'test', 'Document', 1, 1, 0)");
        var file = Path.Combine(_here.Folder, "lampiran", "edaran.pdf");
        var folder = $"--Complaints:AttachmentFolder={Path.GetDirectoryName(file)}";

        var (code, said) = await _here.Run("doctor", folder);
        code.ShouldBe(1);
        said.ShouldContain("of 1 files of complaints and announcements 1 are not there");

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "%PDF-1.7");
        (code, said) = await _here.Run("doctor", folder);
        code.ShouldBe(0, said);
        said.ShouldContain("1 of complaints and announcements, all of them there.");
    }

    [Fact]
    public async Task The_doctor_knows_a_unit_on_duty_that_there_is_not()
    {
        await _here.Run("seed-demo", "--asn", "2");
        (await _here.Run("doctor", "--Complaints:DutyUnits=dinsos, *")).Code.ShouldBe(0);

        var (code, said) = await _here.Run("doctor", "--Complaints:DutyUnits=DINSOS,DAMKAAR");

        code.ShouldBe(1, said);
        said.ShouldContain("Complaints:DutyUnits names DAMKAAR, which is no open unit");
    }

    [Fact]
    public async Task A_lost_key_is_replaced_only_by_who_accepts_what_it_costs()
    {
        await _here.Run("seed-demo", "--asn", "2");
        Change("insert into profiles (person_id, name, nip, hour, rhythm, joined_at) select min(id), 'Sri', 'c2VnZWw=', '08:00', 'Daily', 1 from people");
        (await _here.Run("new-key", "--accept-loss")).ShouldBe((1,
            $"{_here.KeyFile} is the right key. Nothing is lost, and nothing was changed.{Environment.NewLine}"));
        File.Delete(_here.KeyFile);

        var (code, said) = await _here.Run("doctor");
        code.ShouldBe(1);
        said.ShouldContain("1 encrypted NIPs");
        said.ShouldContain("new-key");
        File.Exists(_here.KeyFile).ShouldBeFalse("looking must not make a key");

        (await _here.Run("seed-demo", "--asn", "2")).Said.ShouldContain("(Instansi:KeyFile) is missing");
        File.Exists(_here.KeyFile).ShouldBeFalse("a key that fits nothing would only lie in the way");
        (code, said) = await _here.Run("new-key");
        code.ShouldBe(1);
        said.ShouldContain("With the old key are lost: 1 encrypted NIPs");
        _here.Count("select count(*) from profiles where nip is not null").ShouldBe(1);

        (code, said) = await _here.Run("new-key", "--accept-loss");
        code.ShouldBe(0, said);
        _here.Count("select count(*) from profiles where nip is not null").ShouldBe(0);
        _here.Count("select count(*) from audit where act = 'new-key'").ShouldBe(1);
        (await _here.Run("doctor")).Said.ShouldContain("All is well.");
    }

    [Fact]
    public async Task Another_key_is_kept_aside_when_a_new_one_is_made()
    {
        await _here.Run("seed-demo", "--asn", "2");
        await File.WriteAllTextAsync(_here.KeyFile, new string('a', 64));

        (await _here.Run("seed-demo", "--asn", "1")).Said.ShouldContain("new-key");
        (await _here.Run("new-key", "--accept-loss")).Code.ShouldBe(0);

        File.ReadAllText(Directory.GetFiles(Path.GetDirectoryName(_here.KeyFile)!, "instansi.key.before-*").ShouldHaveSingleItem())
            .ShouldBe(new string('a', 64));
        (await _here.Run("seed-demo", "--asn", "1")).Code.ShouldBe(0);
    }

    public void Dispose() => _here.Dispose();

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_here.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBe(1);
    }
}
