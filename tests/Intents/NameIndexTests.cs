using Core.Intents;

namespace Tests.Intents;

public sealed class NameIndexTests
{
    private static readonly NameIndex Index = new(
    [
        new NamedThing("PKM-IBUH", "Puskesmas Ibuh"), new NamedThing("PKM-TIAKAR", "Puskesmas Tiakar"),
        new NamedThing("PKM-PRANTANG", "Puskesmas Parit Rantang"), new NamedThing("DISDUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil"),
        new NamedThing("DINSOS", "Dinas Sosial"), new NamedThing("DISDIK", "Dinas Pendidikan dan Kebudayaan"),
        new NamedThing("DINKES", "Dinas Kesehatan"), new NamedThing("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        new NamedThing("RSUD", "Rumah Sakit Umum Daerah dr. Adnaan WD"), new NamedThing("DISHUB", "Dinas Perhubungan"),
        new NamedThing("DPUPR", "Dinas Pekerjaan Umum dan Penataan Ruang"), new NamedThing("DLH", "Dinas Lingkungan Hidup"),
        new NamedThing("BAPENDA", "Badan Keuangan Daerah dan Pendapatan"), new NamedThing("KEC-BARAT", "Kecamatan Payakumbuh Barat"),
        new NamedThing("KEC-TIMUR", "Kecamatan Payakumbuh Timur"), new NamedThing("KEL-IBUH", "Kelurahan Ibuh"),
        new NamedThing("SATPOLPP", "Satuan Polisi Pamong Praja"), new NamedThing("DAMKAR", "Dinas Pemadam Kebakaran dan Penyelamatan"),
    ]);

    [Fact]
    public void Units_are_found_by_what_people_call_them() =>
        UtteranceList.Lines("names.tsv").Where(l => !Right(l[0], l[1])).Select(l => $"{l[0]}: {Told(l[0])}").ShouldBeEmpty();

    [Fact]
    public void A_sure_match_is_never_another_unit() => UtteranceList.Lines("names.tsv")
        .Where(l => Index.Find(l[0]).FirstOrDefault() is { Sure: true } first && first.Code != l[1].TrimStart('?'))
        .Select(l => $"{l[0]}: {Told(l[0])}").ShouldBeEmpty();

    [Theory]
    [InlineData("saya mau nilai puskesmas ibuh dong", "PKM-IBUH")]
    [InlineData("petugas loket dukcapil kasar", "DISDUKCAPIL")]
    [InlineData("jam buka kantor camat payakumbuh timur", "KEC-TIMUR")]
    public void A_unit_is_the_likeliest_within_a_sentence(string text, string code) => Index.Find(text)[0].Code.ShouldBe(code);

    [Theory]
    [InlineData("saya mau mengadukan petugas di puskesmas ibuh yang marah marah", "PKM-IBUH")]
    [InlineData("petugas capil minta uang 50 ribu buat ktp", "DISDUKCAPIL")]
    [InlineData("dari dinsos disuruh ke dukcapil lalu balik ke dinsos", "DINSOS DISDUKCAPIL")]
    [InlineData("ibu saya antre di puskesmas sejak subuh, biaya pendidikan anak belum cair", "")]
    [InlineData("lampu jalan mati di dekat pasar ibuh", "")]
    public void A_story_names_a_unit_by_a_whole_name_only(string text, string codes) =>
        string.Join(' ', Index.NamedIn(text)).ShouldBe(codes);

    [Fact]
    public void Two_of_one_name_are_both_offered()
    {
        var found = Index.Find("ibuh");

        found.Select(m => m.Code).ShouldBe(["PKM-IBUH", "KEL-IBUH"], ignoreOrder: true);
        found.ShouldAllBe(m => !m.Sure);
    }

    [Fact]
    public void An_alias_and_a_service_are_names_too()
    {
        var index = new NameIndex(
            [new NamedThing("DISDUKCAPIL/ktp", "Perekaman KTP-el", "rekam ktp"), new NamedThing("DISDUKCAPIL/kk", "Kartu Keluarga", "KK")]);

        index.Find("kk")[0].ShouldBe(new NameMatch("DISDUKCAPIL/kk", 100, true));
        index.Find("rekam ktp")[0].Code.ShouldBe("DISDUKCAPIL/ktp");
    }

    [Fact]
    public void Nothing_and_anything_find_nothing()
    {
        foreach (var text in new[] { "", "   ", "?!", "dong", "dinas", "kucing" }) Index.Find(text).ShouldBeEmpty(text);
        new NameIndex([]).Find("puskesmas").ShouldBeEmpty();
    }

    private static bool Right(string text, string wanted)
    {
        var found = Index.Find(text);
        if (wanted == "-") return found.Count == 0;
        if (wanted[0] == '?') return found.Any(m => m.Code == wanted[1..]);
        return found.FirstOrDefault() is { Sure: true } first && first.Code == wanted;
    }

    private static string Told(string text) =>
        string.Join(", ", Index.Find(text).Select(m => $"{m.Code} {m.Score} {m.Sure}"));
}
