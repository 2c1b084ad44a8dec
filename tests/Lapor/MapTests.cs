using Core.Complaints;
using Core.Complaints.National;

namespace Tests.Lapor;

/// <summary>The file with their numbers is read whole or refused with every line that is wrong.</summary>
public sealed class MapTests
{
    private const string Good = "apa;kode;id\nkategori;jalan;15\nkategori;*;436\nunit;*;1\njenis;pengaduan;6\n"
        + "jenis;aspirasi;7\njenis;permintaan-informasi;8\nbadan;*;900\n";

    [Fact]
    public void What_is_not_named_has_the_number_of_the_star()
    {
        var (map, problems) = NationalMap.Read("\uFEFF" + Good + "# catatan\n\nunit;Dinsos;2;Dinas Sosial\n");
        problems.ShouldBeEmpty();
        (map.Find(MapKind.Category, "jalan"), map.Find(MapKind.Category, "air"), map.Find(MapKind.Category, null)).ShouldBe((15, 436, 436));
        (map.Find(MapKind.Unit, "DINSOS"), map.Find(MapKind.Unit, "DISDUK")).ShouldBe((2, 1));
        (map.Find(ComplaintClass.Supervisory), map.Find(ComplaintClass.Aspiration)).ShouldBe((6, 7));
    }

    [Fact]
    public void What_is_berkadar_pengawasan_has_no_number_of_a_unit_nor_of_the_other_one()
    {
        var (map, problems) = NationalMap.Read(Good + "pengawasan;inspektorat;5\n");
        problems.ShouldBeEmpty();
        (map.Find(MapKind.Supervisor, "inspektorat"), map.Find(MapKind.Supervisor, "kepala")).ShouldBe((5, null));
    }

    [Theory]
    [InlineData("pengawasan;*;3", "pengawasan \"*\"")]
    [InlineData("pengawasan;DINSOS;3", "DINSOS")]
    [InlineData("kategori;jalan", "line 9")]
    [InlineData("warna;merah;3", "warna")]
    [InlineData("kategori;jalanan;3", "jalanan")]
    [InlineData("jenis;komplain;3", "komplain")]
    [InlineData("badan;plnn;3", "plnn")]
    [InlineData("unit;DINSOS;nol", "nol")]
    [InlineData("unit;DINSOS;0", "\"0\"")]
    [InlineData("kategori;jalan;16", "twice")]
    public void A_wrong_line_is_named(string line, string why) =>
        NationalMap.Read(Good + line).Problems.ShouldHaveSingleItem().ShouldContain(why);

    [Theory]
    [InlineData("kategori;*;436\n")]
    [InlineData("unit;*;1\n")]
    [InlineData("jenis;aspirasi;7\n")]
    [InlineData("badan;*;900\n")]
    public void A_missing_number_is_named(string line) =>
        NationalMap.Read(Good.Replace(line, "", StringComparison.Ordinal)).Problems.ShouldHaveSingleItem().ShouldContain("missing");
}
