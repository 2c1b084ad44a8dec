using System.Text;

namespace Tests.CommandLine;

[Trait("Database", "any")]
public sealed class ImportUnitsTests : IDisposable
{
    private readonly Installation _here = new();

    [Fact]
    public async Task A_spreadsheet_with_semicolons_and_a_byte_order_mark_is_read_whatever_the_order_of_its_columns()
    {
        var file = _here.Write("unit.csv", "\uFEFFservice_name;service_code;Unit_Name;unit_code;time_zone;yearly_recipients;short_name\r\n"
            + "\"Akta; kelahiran\";akta;Dinas Kependudukan;dukcapil;Asia/Jayapura;12000;Dukcapil\r\nKTP;ktp;;DUKCAPIL;;;\r\n");

        var (code, said) = await _here.Run("import-units", file);

        said.ShouldContain("1 units added, 0 updated, 2 services");
        code.ShouldBe(0);
        _here.Count(
            "select count(*) from services s join units u on u.id = s.unit_id where u.code = 'DUKCAPIL' and u.yearly_recipients = 12000 and u.time_zone = 'Asia/Jayapura'").ShouldBe(2);
        _here.Count("select count(*) from services where name = 'Akta; kelahiran'").ShouldBe(1);
    }

    [Fact]
    public async Task Imported_again_it_updates_and_doubles_nothing()
    {
        await _here.Run("import-units",
            _here.Write("1.csv",
                "unit_code,unit_name,service_code,service_name\nDINSOS,Dinas Sosial,bansos,Bantuan\nRSUD,Rumah Sakit,igd,IGD\n"));

        var (_, said) = await _here.Run("import-units",
            _here.Write("2.csv", "unit_code,unit_name,service_code,service_name\nDINSOS,Dinas Sosial Kota,bansos,Bantuan sosial\n"),
                "--close-others");

        said.ShouldContain("0 units added, 1 updated, 1 services, 1 units closed");
        _here.Count("select count(*) from units where name = 'Dinas Sosial Kota' and active").ShouldBe(1);
        _here.Count("select count(*) from units where code = 'RSUD' and not active").ShouldBe(1);
        _here.Count("select count(*) from services").ShouldBe(2);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_by_line_and_nothing_is_half_imported()
    {
        var file = _here.Write("unit.csv", "unit_code,unit_name,time_zone,yearly_recipients,service_code,service_name\n"
            + "DINSOS,Dinas Sosial,,3000,bansos,Bantuan\nA B,Salah,Asia/Padang,3.00,B_A,\nSKOR,Skor,,,a,A\nDINSOS,Dinas Lain,,,bansos,Bantuan\n");

        var (code, said) = await _here.Run("import-units", file);

        code.ShouldBe(1);
        foreach (var part in new[] { "Line 3: unit_code \"A B\"", "Line 3: time_zone \"Asia/Padang\"",
            "Line 3: yearly_recipients \"3.00\"", "Line 3: service_code \"b_a\"",
            "Line 3: service_name is empty", "Line 4: unit_code \"SKOR\"", "Line 5: unit_name of DINSOS",
                "Line 5: service bansos of DINSOS stands on line 2 already", "Nothing was changed" })
            said.ShouldContain(part);
        File.Exists(_here.Database).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_list_of_people_s_making_is_not_read_into_memory()
    {
        foreach (var command in new[] { "import-units", "holidays" })
            foreach (var file in new[] { "/dev/zero", _here.Write("besar.csv", new string('x', 3_000_000)) })
            {
                string[] source = command == "holidays" ? ["--source", "SKB 3 Menteri"] : [];
                var (code, said) = await _here.Run([command, file, .. source]);
                code.ShouldBe(1);
                said.ShouldContain("is larger than 2 MB");
            }
    }

    [Fact]
    public async Task A_thousand_mistakes_are_counted_and_the_first_are_shown()
    {
        var file = _here.Write("unit.csv", "unit_code,unit_name,service_code,service_name\n"
            + string.Concat(Enumerable.Range(0, 1000).Select(i => $"!{i},Dinas,ktp,KTP\n")));

        var (code, said) = await _here.Run("import-units", file);

        code.ShouldBe(1);
        said.ShouldContain("Line 2: unit_code \"!0\"");
        said.ShouldContain("… and 950 more.");
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("unit_code,unit_name\nA,B\n", "the column service_code is missing")]
    [InlineData("unit_code,unit_name,service_code,service_name\n", "names no unit")]
    [InlineData("unit_code,unit_name,service_code,service_name,kode\n", "\"kode\" is not known")]
    [InlineData("unit_code,unit_name,service_code,service_name\nDINSOS,Dinas\n", "Line 2: it does not have as many cells")]
    public async Task A_file_of_another_shape_is_explained(string content, string words) =>
        (await _here.Run("import-units", _here.Write("unit.csv", content))).Said.ShouldContain(words);

    [Fact]
    public async Task What_a_spreadsheet_makes_of_it_is_read()
    {
        var file = _here.Write("unit.csv", "Kode Unit;Nama Unit;Zona Waktu;Penerima Setahun;Kode Layanan;Nama Layanan\r\n"
            + "dinsos;Dinas Sosial;WIT;42.000;bansos;Bantuan\r\n;;;;;\r\n;;;;;\r\n");
        var (code, said) = await _here.Run("import-units", file);
        said.ShouldContain("1 units added");
        code.ShouldBe(0);
        _here.Count("select count(*) from units where yearly_recipients = 42000 and time_zone = 'Asia/Jayapura'").ShouldBe(1);

        var tabs = Path.Combine(_here.Folder, "tab.txt");
        await File.WriteAllBytesAsync(tabs, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(
            "unit_code\tunit_name\tservice_code\tservice_name\r\nDINSOS\tDinas Sosial\tpanti\tPanti\r\n")]);
        (await _here.Run("import-units", tabs, "--close-others")).Said.ShouldContain("0 units closed, 1 services closed");
        _here.Count("select count(*) from services where code = 'bansos' and not active").ShouldBe(1);
        _here.Count("select count(*) from services where code = 'panti' and active").ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_the_old_Windows_encoding_is_read()
    {
        var file = Path.Combine(_here.Folder, "unit.csv");
        await File.WriteAllBytesAsync(file,
            Encoding.Latin1.GetBytes("unit_code,unit_name,service_code,service_name\nDINSOS,Dinas Sosiaal é,a,A\n"));

        (await _here.Run("import-units", file)).Code.ShouldBe(0);
        _here.Count("select count(*) from units where name = 'Dinas Sosiaal é'").ShouldBe(1);
    }

    public void Dispose() => _here.Dispose();
}
