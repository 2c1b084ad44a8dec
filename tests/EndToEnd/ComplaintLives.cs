using System.Text;
using System.Text.RegularExpressions;
using Core.Complaints.Attachments;
using Tests.Complaints;

namespace Tests.EndToEnd;

/// <summary>
/// Citizens who each file a complaint with a photo, a document and an album, and the officials who handle them, each complaint
/// in one of four ways. What was promised and done is written down here, to be compared with what the service kept.
/// </summary>
internal sealed partial class ComplaintLives
{
    private const long FirstCitizen = 5_000_000_001;
    private readonly BotApiServer _server;
    private readonly List<Player> _citizens = [];
    private readonly Player _triage, _officer, _other, _head, _inspector;
    private int _files;

    public ComplaintLives(BotApiServer server, int count, long first = FirstCitizen)
    {
        _server = server;
        (_triage, _officer, _other, _head, _inspector) = (new(server, 6_001), new(server, 6_002), new(server, 6_003), new(server, 6_004),
            new(server, 6_005));
        for (var i = 0; i < count; i++) _citizens.Add(File(new Player(server, first + i), i));
    }

    /// <summary>Who has which role, as rows for the database.</summary>
    public static IReadOnlyList<(long Chat, string Role, string? Unit)> Officials { get; } =
        [(6_001, "Triage", null), (6_002, "Officer", "DINSOS"), (6_003, "Officer", "DPMPTSP"), (6_004, "Head", "DPMPTSP"),
            (6_005, "Inspectorate", null)];

    /// <summary>The acts of each complaint's history, by the code that its citizen was told.</summary>
    public Dictionary<string, string> Histories { get; } = [];

    /// <summary>The content of every file that was sent, as it must be kept.</summary>
    public List<byte[]> Files { get; } = [];

    /// <summary>How many things were done so far.</summary>
    public int Deeds { get; private set; }

    public bool AllDone => Everybody.All(p => p.IsDone);

    public IReadOnlyList<Player> Everybody => [.. _citizens, _triage, _officer, _other, _head, _inspector];

    /// <summary>Lets everybody go on until all are done or so many things more were done.</summary>
    public async Task GoOn(int deeds)
    {
        var until = Deeds + deeds;
        while (Deeds < until && !AllDone)
        {
            await _server.Until(() => AllDone || Everybody.Any(p => p.CanAct),
                string.Join("; ", Everybody.Where(p => !p.IsDone).Take(3).Select(p => p.Waits)), TimeSpan.FromSeconds(60));
            foreach (var player in Everybody.Where(p => p.CanAct).ToList())
            {
                player.Act();
                if (++Deeds >= until) return;
            }
        }
    }

    private Player File(Player citizen, int number) => citizen
        .Open("/start adu_DINSOS")
        .Press("Setuju melanjutkan?", "Setuju, lanjutkan")
        .Say("Ceritakan", $"Loket bantuan tutup setiap hari Kamis, sudah {number} kali.")
        .Do("terima: tulisan.", _ => SendPhoto(citizen))
        .Do("tulisan, 1 berkas", _ => SendDocument(citizen))
        .Do("tulisan, 2 berkas", _ =>
        {
            SendPhoto(citizen, $"album{number}");
            SendPhoto(citizen, $"album{number}");
        })
        .Press("tulisan, 4 berkas", "Selesai")
        .Press("Periksa dulu", "Kirim")
        .Do("Pengaduan Anda kami terima", receipt => Handle(citizen, Code().Match(receipt.Text).Value, number));

    private void Handle(Player citizen, string code, int number)
    {
        Action<Player, string> way = (number % 4) switch
        {
            0 =>
            AskedAndAnswered,
            1 => PassedOnAndReopened,
            2 => ReturnedAndWithdrawn,
            _ => ByTheInspectorate
        };
        way(citizen, code);
    }

    private void AskedAndAnswered(Player citizen, string code)
    {
        Histories[code] = "File Verify Take Ask Answer Progress Resolve Confirm Rate";
        Verify(code, "Tidak berkadar pengawasan", "Pengaduan baru");
        Take(_officer, code, "untuk Dinas Sosial")
            .Open($"/tugas {code} tanya")
            .Say("Apa yang ingin Anda tanyakan?", "Sejak bulan apa loketnya tutup?")
            .Do($"Pertanyaan tentang {code} sudah dikirim", _ => { });
        citizen.PressBelow($"Petugas bertanya tentang pengaduan {code}", "Jawab")
            .Say("Silakan jawab", "Sejak Agustus.")
            .Do("Sudah kami terima: tulisan. Boleh", _ => SendPhoto(citizen))
            .Press("Sudah kami terima: tulisan, 1 berkas", "Selesai")
            .Do($"Jawaban Anda untuk {code}", _ => AfterAnswer());

        void AfterAnswer()
        {
            _officer.Open($"/tugas {code} kabar", $"Pelapor menjawab pertanyaan tentang {code}")
                .Say("Apa kemajuannya?", "Petugas pengganti sedang kami cari.")
                .Do($"Kabar tentang {code} sudah dikirim", _ => { });
            Resolve(_officer, code, evidence: true);
            Confirm(citizen, code).Press("Bagaimana penanganan kami?", "Baik").Do("sudah kami catat", _ => { });
        }
    }

    private void PassedOnAndReopened(Player citizen, string code)
    {
        Histories[code] = "File Verify Take PassOn Take Resolve Reopen Assign Take Resolve Confirm";
        Verify(code, "Tidak berkadar pengawasan", "Pengaduan baru");
        Take(_officer, code, "untuk Dinas Sosial")
            .Open($"/tugas {code} teruskan")
            .Say("Teruskan ke mana?", "DPMPTSP")
            .Do("Apa alasannya?", card => _server.Say(card.Chat, "Loket itu milik mal pelayanan."))
            .Do($"{code} dialihkan ke", _ => Resolve(Take(_other, code, "dialihkan kepada Anda"), code, evidence: false));
        citizen.PressBelow($"Pengaduan {code} sudah ditindaklanjuti", "Belum")
            .Say("Apa yang belum selesai", "Kamis ini masih tutup.")
            .Do($"Pengaduan {code} kami buka kembali", _ => _head
                .Open($"/tugas {code} serahkan", $"Pelapor menyatakan {code}")
                .Press($"Serahkan {code} kepada siapa?", "Semua petugas")
                .Do($"{code} diserahkan kepada petugas", _ => AfterReopening()));

        void AfterReopening()
        {
            Resolve(Take(_other, code, $"Pimpinan menyerahkan kembali pengaduan {code}", said: true), code, evidence: false,
                "Sekarang loketnya buka.");
            Confirm(citizen, code, "Sekarang loketnya buka.");
        }
    }

    private void ReturnedAndWithdrawn(Player citizen, string code)
    {
        Histories[code] = "File Return Complete Verify Withdraw";
        _triage.Open($"/tugas {code} kembalikan", $"Pengaduan baru {code}")
            .Say("Apa yang perlu dilengkapi?", "Loket yang mana?")
            .Do($"{code} dikembalikan", _ => { });
        citizen.PressBelow($"Pengaduan {code} perlu dilengkapi", "Lengkapi")
            .Say("Silakan lengkapi", "Loket nomor dua.")
            .Do("Sudah kami terima: tulisan. Boleh", _ => SendPhoto(citizen))
            .Press("Sudah kami terima: tulisan, 1 berkas", "Selesai")
            .Do($"{code} sudah lengkap", _ => Verify(code, "Tidak berkadar pengawasan", "Pelapor melengkapi"));
        citizen.Open($"/cek {code} cabut", $"Pengaduan {code} sudah kami periksa")
            .Press($"Cabut pengaduan {code}?", "Ya, cabut")
            .Do($"Pengaduan {code} sudah dicabut", _ => { });
    }

    private void ByTheInspectorate(Player citizen, string code)
    {
        Histories[code] = "File Verify Take Resolve Confirm Reopen Take Resolve Confirm";
        Verify(code, "Berkadar pengawasan", "Pengaduan baru");
        Resolve(Take(_inspector, code, "untuk Inspektorat"), code, evidence: true);
        Confirm(citizen, code)
            .Open($"/cek {code} buka")
            .Say("Apa yang belum selesai", "Besoknya terjadi lagi.")
            .Do($"Pengaduan {code} kami buka kembali", _ =>
            {
                Resolve(Take(_inspector, code, $"Pelapor menyatakan {code}", said: true), code, evidence: false,
                    "Sudah kami periksa lagi.");
                Confirm(citizen, code, "Sudah kami periksa lagi.");
            });
    }

    private void Verify(string code, string kind, string notice) => _triage.Open($"/tugas {code} verifikasi", $"{notice} {code}")
        .Press("Ini termasuk apa?", kind)
        .Press("Pengaduan ini tentang", "Benar")
        .Do($"{code} diteruskan ke", _ => { });

    private static Player Take(Player official, string code, string notice, bool said = false)
    {
        var waits = said ? notice : notice == "dialihkan kepada Anda" ? $"Pengaduan {code} (pengaduan tidak berkadar pengawasan) {notice}"
            : $"Pengaduan {code} (";
        return official.Open($"/tugas {code} ambil", waits).Do("sedang dikerjakan", _ => { });
    }

    private void Resolve(Player official, string code, bool evidence, string report = "Loketnya sudah kami buka.")
    {
        official.Open($"/tugas {code} selesai").Say("Tulis laporan tindak lanjutnya", report);
        if (evidence) official.Do("Ada bukti tindak lanjut?", _ => SendDocument(official)).Press("Diterima 1", "Selesai");
        else official.Press("Ada bukti tindak lanjut?", "Tanpa lampiran");
        official.Do($"{code} ditandai sudah ditindaklanjuti", _ => { });
    }

    private static Player Confirm(Player citizen, string code, string report = "Loketnya sudah kami buka.") => citizen
        .PressBelow($"Pengaduan {code} sudah ditindaklanjuti: \"{report}", "Ya, sudah selesai")
        .Do($"Pengaduan {code} kami tutup", _ => { });

    private void SendPhoto(Player who, string? album = null)
    {
        var photo = Pictures.Jpeg(6);
        var table = photo.AsSpan().IndexOf<byte>([0xFF, 0xDB]) + 4; // every photo is another one
        (photo[table], photo[table + 1]) = ((byte)(++_files >> 7), (byte)(_files & 0x7F));
        _server.SendPhoto(who.Chat, photo, album: album);
        Files.Add(CleanPicture.Of(photo, ".jpg")!);
    }

    private void SendDocument(Player who)
    {
        var document = Encoding.ASCII.GetBytes($"%PDF-1.7\n% {++_files}\n");
        _server.SendDocument(who.Chat, document, "surat.pdf", "application/pdf");
        Files.Add(document);
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")]
    private static partial Regex Code();
}
