using Core.Complaints.Filing;

namespace Tests.Complaints;

public sealed class PersonalDetailsTests
{
    [Theory]
    [InlineData("NIK saya 1371012345670001.", "NIK saya ●●●●●●●●●●●●0001.")]
    [InlineData("NIK 137101 234567 0001", "NIK ●●●●●● ●●●●●● 0001")]
    [InlineData("KK 1371 0101 0101 0001 ya", "KK ●●●● ●●●● ●●●● 0001 ya")]
    [InlineData("hubungi 081234567890", "hubungi ●●●●●●●●7890")]
    [InlineData("WA +62 812-3456-7890 ya", "WA +●● ●●●-●●●●-7890 ya")]
    [InlineData("telepon 0752-92123 siang", "telepon ●●●●-●2123 siang")]
    [InlineData("mobil BA 1234 AB hitam", "mobil ●● ●●●● ●● hitam")]
    [InlineData("motor ba 3456 xy", "motor ●● ●●●● ●●")]
    [InlineData("surel budi.santoso@contoh.go.id saja", "surel ●●●●.●●●●●●●@●●●●●●.●●.●● saja")]
    [InlineData("NIK 1371012345670001 dan 081234567890", "NIK ●●●●●●●●●●●●0001 dan ●●●●●●●●7890")]
    public void Details_are_found_and_masked(string text, string masked) => PersonalDetails.MaskIn(text).ShouldBe(masked);

    [Theory]
    [InlineData("Bantuan saya belum cair padahal sudah 3 bulan.")]
    [InlineData("Antre sejak pukul 07.30 sampai 12.00 pada 23 November 2026.")]
    [InlineData("Jalan rusak di RT 3 RW 5, dekat SDN 12 Payakumbuh")]
    [InlineData("Biaya Rp 200.000 tanpa kuitansi, totalnya Rp1.250.000")]
    [InlineData("Nomor antrean A 12 dan B-07 dilewati")]
    [InlineData("K7QF-3MXW-E")]
    [InlineData("Tahun 2026 ada 1500 orang antre")]
    [InlineData("di 3 tempat, ke 2 loket")]
    public void Ordinary_numbers_are_left_alone(string text) => PersonalDetails.MaskIn(text).ShouldBe(text);

    [Fact]
    public void Masking_twice_changes_nothing_more()
    {
        var once = PersonalDetails.MaskIn("NIK 1371012345670001, WA 081234567890, BA 1234 AB, budi@contoh.id");
        PersonalDetails.MaskIn(once).ShouldBe(once);
    }
}
