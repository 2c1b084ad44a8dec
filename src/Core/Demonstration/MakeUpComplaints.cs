using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Filing;
using Core.Complaints.Tracking;
using Core.Persistence;
using Core.Units;

namespace Core.Demonstration;

/// <summary>Makes up complaints with their histories. They are of nobody: no account stands behind them, so nobody is written to.</summary>
internal sealed class MakeUpComplaints(AppDb db, IReadOnlyList<Unit> units, IReadOnlyDictionary<int, long> officers, DateTimeOffset now,
    int months, ComplaintClock clock)
{
    /// <summary>Stands where a citizen says when it happened, so that nobody takes one for real.</summary>
    public const string Mark = "(peragaan: dibuat oleh seed-demo)";

    private static readonly string[] Stories =
    [
        "Antrean di loket sangat lama, saya menunggu lebih dari tiga jam dan belum juga dilayani.",
        "Petugas meminta fotokopi yang tidak disebut di papan persyaratan, sehingga saya harus datang dua kali.",
        "Lampu jalan di depan kantor sudah dua minggu padam dan membuat warga takut lewat pada malam hari.",
        "Berkas saya sudah lengkap sejak bulan lalu, tetapi sampai sekarang belum ada kabar kapan selesai.",
        "Ruang tunggu panas dan kursinya kurang, banyak warga lanjut usia yang berdiri.",
        "Mohon penjelasan syarat dan biaya pengurusan, karena keterangan di situs berbeda dengan di loket.",
    ];

    private static readonly string[] Names = ["Siti", "Budi", "Agus", "Dewi", "Rahmat", "Yanti", "Wayan", "Maria"];

    private readonly InsertMany<Complaint> _complaints = new(db, "code");
    private readonly InsertMany<ComplaintEvent> _events = new(db, "act");

    /// <summary>Writes the complaints of these numbers, each with its history.</summary>
    public async Task Write(int from, int to)
    {
        var lives = new Dictionary<string, (Complaint Complaint, IReadOnlyList<Func<long, ComplaintEvent>> History)>(to - from);
        for (var number = from; number < to; number++)
        {
            var complaint = File(number);
            var life = new MadeUpLife(complaint, (ulong)number + 7_000_000_007, now, clock, units, officers);
            lives[complaint.Code] = (complaint, life.Live());
        }

        var given = await _complaints.Write([.. lives.Values.Select(l => l.Complaint)]);
        await _events.Write([.. given.SelectMany(g => lives[g.Name].History.Select(line => line(g.Number)))]);
    }

    private Complaint File(int number)
    {
        var dice = new SeededRandom((ulong)number + 3_000_000_019);
        var unit = dice.Next(20) == 0 ? null : units[dice.Next(units.Count)];
        var at = now - TimeSpan.FromSeconds(dice.Part() * months * 30 * 86400);
        var kind = dice.Next(10) switch { 0 => ComplaintKind.Aspiration, 1 => ComplaintKind.Information, _ => ComplaintKind.Complaint };
        var filed = new NewComplaint(0, kind, unit, $"{Stories[dice.Next(Stories.Length)]} (#{number + 1})")
        {
            Happened = Mark,
            Name = dice.Next(5) < 2 ? null : Names[dice.Next(Names.Length)],
            Secret = dice.Next(20) == 0,
        };
        var complaint = Complaint.File(filed, CodeOf(number), at, DayOf(unit, at), clock);
        complaint.CutPerson();
        return complaint;
    }

    private DateOnly DayOf(Unit? unit, DateTimeOffset at) => LocalTime.Day(at, clock.ZoneOf(unit));

    /// <summary>A code for each number, spread over all that there are.</summary>
    private static string CodeOf(int number)
    {
        var place = ((ulong)number + 1) * 387_420_489 % 852_891_037_441; // 31 to the 8th, and a number that shares no divisor with it
        return TrackingCode.Make(limit =>
        {
            var digit = (int)(place % (ulong)limit);
            place /= (ulong)limit;
            return digit;
        });
    }
}
