using Tests.CommandLine;

namespace Tests.Units;

/// <summary>The column of the unit above in a list of units: taken over, taken away, and refused by line.</summary>
[Trait("Database", "any")]
public sealed class TreeImportTests : IDisposable
{
    private const string Head = "Kode Unit;Nama Unit;Kode Layanan;Nama Layanan;Induk\n";
    private readonly Installation _here = new();

    [Fact]
    public async Task Units_go_below_those_that_the_list_names_whatever_their_order()
    {
        var (code, said) = await Import("PKM;Puskesmas;rawat;Rawat jalan;dinkes\nDINKES;Dinas Kesehatan;surat;Surat;\n");

        code.ShouldBe(0, said);
        Below("PKM", "DINKES").ShouldBe(1);
        _here.Count("select count(*) from units where code = 'DINKES' and parent_id is null").ShouldBe(1);
    }

    [Fact]
    public async Task A_list_without_the_column_changes_nothing_and_a_dash_takes_a_unit_out()
    {
        await Import("DINKES;Dinas Kesehatan;surat;Surat;\nPKM;Puskesmas;rawat;Rawat jalan;DINKES\nPUSTU;Pustu;obat;Obat;PKM\n");

        await _here.Run("import-units", _here.Write("flat.csv",
            "unit_code,unit_name,service_code,service_name\nPKM,Puskesmas Ibuh,rawat,Rawat jalan\n"));
        Below("PKM", "DINKES").ShouldBe(1);

        await Import("PKM;Puskesmas Ibuh;rawat;Rawat jalan;\nPUSTU;Pustu;obat;Obat;-\n");
        Below("PKM", "DINKES").ShouldBe(1);
        _here.Count("select count(*) from units where code = 'PUSTU' and parent_id is null").ShouldBe(1);
    }

    [Theory]
    [InlineData("PKM;Puskesmas;rawat;Rawat jalan;PKM\n", "Line 2: parent \"PKM\" is the unit itself")]
    [InlineData("PKM;Puskesmas;rawat;Rawat jalan;DINKEZ\n", "Line 2: parent \"DINKEZ\" is neither in this list")]
    [InlineData("A-1;A;a;A;B-1\nB-1;B;b;B;A-1\n", "Line 2: A-1 below B-1 makes a circle")]
    [InlineData("A-1;A;a;A;\nB-1;B;b;B;A-1\nC-1;C;c;C;B-1\nD-1;D;d;D;C-1\nE-1;E;e;E;D-1\n",
        "Line 6: parent \"D-1\" makes more than 4 levels")]
    [InlineData("PKM;Puskesmas;rawat;Rawat jalan;TUTUP\n", "Line 2: parent \"TUTUP\" is closed")]
    [InlineData("ATAS;Atas;a;A;BAWAH\n", "Line 2: ATAS below BAWAH makes a circle")]
    [InlineData("PKM;Puskesmas;a;A;ATAS\nPKM;Puskesmas;b;B;BAWAH\n", "Line 3: parent of PKM is \"BAWAH\" here and \"ATAS\" on line 2")]
    public async Task What_cannot_be_is_said_by_line_and_nothing_is_changed(string lines, string said)
    {
        await Import("ATAS;Atas;a;A;\nBAWAH;Bawah;b;B;ATAS\nTUTUP;Tutup;c;C;\n");
        await _here.Run("import-units", _here.Write("close.csv",
            "unit_code,unit_name,service_code,service_name\nATAS,Atas,a,A\nBAWAH,Bawah,b,B\n"), "--close-others");

        var (code, told) = await Import(lines);

        code.ShouldBe(1);
        told.ShouldContain(said);
        told.ShouldContain("Nothing was changed");
        _here.Count("select count(*) from units").ShouldBe(3);
        Below("BAWAH", "ATAS").ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_unit_stands_above_nothing_any_more_and_doctor_finds_what_a_hand_has_broken()
    {
        await Import("ATAS;Atas;a;A;\nBAWAH;Bawah;b;B;ATAS\n");
        (await _here.Run("doctor")).Said.ShouldContain("1 stand below another one");

        await _here.Run("import-units", _here.Write("close.csv",
            "unit_code,unit_name,service_code,service_name\nBAWAH,Bawah,b,B\n"), "--close-others");
        _here.Count("select count(*) from units where parent_id is not null").ShouldBe(0);

        Break("update units set active = 1, parent_id = (select id from units where code = 'BAWAH') where code = 'ATAS'; "
            + "update units set parent_id = (select id from units where code = 'ATAS') where code = 'BAWAH'");
        (await _here.Run("doctor")).Said.ShouldContain("BAWAH stands above itself");
    }

    public void Dispose() => _here.Dispose();

    private Task<(int Code, string Said)> Import(string lines) => _here.Run("import-units", _here.Write("unit.csv", Head + lines));

    private long Below(string unit, string above) => _here.Count(
        $"select count(*) from units u join units a on a.id = u.parent_id where u.code = '{unit}' and a.code = '{above}'");

    private void Break(string sql)
    {
        _here.LetGo();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_here.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
