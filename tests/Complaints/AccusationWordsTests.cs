using Core.Complaints.Accusations;

namespace Tests.Complaints;

public sealed class AccusationWordsTests
{
    [Theory]
    [InlineData("Petugas loket 3 meminta uang pelicin Rp300.000 untuk KTP saya, apakah itu resmi?", "uang pelicin")]
    [InlineData("Ada pungli di kelurahan kami.", "pungli")]
    [InlineData("Saya dimintai uang rokok oleh petugas.", "uang rokok")]
    [InlineData("Kata kasinya, kalau mau cepat ada uang sogokannya.", "uang sogok")]
    [InlineData("Saya diperas pegawai dinas.", "diperas")]
    [InlineData("Dana bantuan DIKORUPSI, mohon diperiksa", "dikorupsi")]
    [InlineData("petugas satpol memukul pedagang di pasar", "memukul")]
    [InlineData("Anak saya ditampar oleh guru di sekolah.", "ditampar")]
    [InlineData("Oknum itu mengancam saya kalau melapor.", "mengancam")]
    [InlineData("Saya dilecehkan waktu mengurus surat.", "dilecehkan")]
    [InlineData("The clerk asked me for money to speed it up.", "asked me for money")]
    [InlineData("I had to pay a bribe at counter 2.", "bribe")]
    [InlineData("An officer threatened my brother.", "threatened")]
    [InlineData("This is extortion!", "extortion")]
    public void An_accusation_is_seen(string text, string phrase) => AccusationWords.In(text).ShouldContain(phrase);

    [Theory]
    [InlineData("Petugas datang pukul 10, loket baru buka pukul 11.")]
    [InlineData("Saya minta uang kembali karena salah bayar retribusi.")]
    [InlineData("Kami minta uang ganti rugi lahan segera dicairkan.")]
    [InlineData("Kapan sosialisasi antikorupsi untuk pelajar?")]
    [InlineData("Puskesmas ini zona bebas pungli, terima kasih.")]
    [InlineData("Jeruk diperas dijual di kantin sekolah, apakah ada izinnya?")]
    [InlineData("Kami bekerja memeras keringat demi sesuap nasi, mohon bantuan.")]
    [InlineData("Ancaman banjir di RT 3, mohon petugas membersihkan selokan.")]
    [InlineData("Tarifnya dipukul rata untuk semua pedagang.")]
    [InlineData("Warung di sebelah memukul gendang sampai malam. Petugas sudah kami telepon.")]
    [InlineData("When is the anti-corruption talk for students?")]
    [InlineData("The file you sent is corrupted, please send it again.")]
    [InlineData("The officer beat the queue of last week, thank you.")]
    [InlineData("Our houses are threatened by floods; please send staff.")]
    [InlineData("Blangko KTP habis sejak Senin.")]
    [InlineData("")]
    public void What_only_looks_alike_is_not(string text) => AccusationWords.In(text).ShouldBeEmpty();
}
