using System.Text.RegularExpressions;

namespace Tests.EndToEnd;

/// <summary>
/// Citizens for the workers' fault suite: of every five, three rate, one complains (and every other of these withdraws it), and one asks
/// for scores of units in turn without waiting for an answer, so that the order of answers can be seen.
/// </summary>
internal sealed partial class FaultCrowd
{
    private const long FirstRater = 5_000_000_001;
    private const long FirstComplainant = 5_500_000_001;
    private const long FirstAsker = 5_600_000_001;
    private const int Questions = 12;
    private const int AtOnce = 6;
    private static readonly (string Code, string Name)[] Units =
        [("DINSOS", "Dinas Sosial"), ("DISDIK", "Dinas Pendidikan"), ("PKM-IBUH", "Puskesmas Ibuh")];

    private readonly BotApiServer _server;
    private readonly List<long> _askers = [];
    private readonly Dictionary<string, string> _complaints = [];
    private readonly Crowd _crowd;

    public FaultCrowd(BotApiServer server, int people)
    {
        _server = server;
        var all = new List<Player>();
        for (var i = 0; i < people; i++) all.Add((i % 5) switch
        {
            3 => File(new Player(server, FirstComplainant + i), withdraws: i % 2 == 1),
            4 => Ask(new Player(server, FirstAsker + i)),
            _ => RatingTalk.Begin(new Player(server, FirstRater + i), i, Ratings),
        });
        _crowd = new Crowd(server, [], all, AtOnce);
    }

    public bool AllDone => _crowd.AllDone && _askers.TrueForAll(a => Answers(a).Count == Questions);

    /// <summary>Which answers those have who have not as many as they asked for.</summary>
    public string Undone => string.Join("; ", _askers.Where(a => Answers(a).Count != Questions)
        .Select(a => $"{a}: {string.Join(' ', Answers(a))}"));

    /// <summary>U1 to U9 of everybody who rated, one line each.</summary>
    public List<string> Ratings { get; } = [];

    /// <summary>Code and history of each complaint that its citizen was given a receipt for.</summary>
    public List<string> Complaints => [.. _complaints.Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal)];

    /// <summary>Those whose answers did not come in the order of their questions.</summary>
    public List<string> OutOfOrder => [.. _askers.Select(chat => string.Join(' ', Answers(chat)))
        .Where(seen => seen != string.Join(' ', Enumerable.Range(0, Questions).Select(q => Units[q % Units.Length].Code)))];

    public Task GoOn(int deeds) => _crowd.GoOn(deeds);

    private Player Ask(Player citizen)
    {
        _askers.Add(citizen.Chat);
        for (var q = 0; q < Questions; q++) citizen.Open($"/skor {Units[q % Units.Length].Code}");
        return citizen;
    }

    private Player File(Player citizen, bool withdraws) => citizen
        .Open("/start adu_DINSOS")
        .Press("Setuju melanjutkan?", "Setuju, lanjutkan")
        .Say("Ceritakan", "Loket bantuan tutup setiap hari Kamis sejak dua bulan.")
        .Press("terima: tulisan.", "Selesai")
        .Press("Periksa dulu", "Kirim")
        .Do("Pengaduan Anda kami terima", receipt =>
        {
            var code = Code().Match(receipt.Text).Value;
            _complaints[code.Replace("-", "", StringComparison.Ordinal)] = withdraws ? "File Withdraw" : "File";
            if (!withdraws) return;
            citizen.Open($"/cek {code} cabut").Press($"Cabut pengaduan {code}?", "Ya, cabut")
                .Do($"Pengaduan {code} sudah dicabut", _ => { });
        });

    /// <summary>
    /// The units that were answered about, in order. What a killed worker had sent and not yet marked comes again: of one chat the last
    /// message, and under load the one before it too, in their order.
    /// </summary>
    private List<string> Answers(long chat)
    {
        var seen = new List<string>();
        foreach (var message in _server.Chat(chat).Messages)
            if (Array.Find(Units, u => message.Text.StartsWith(u.Name, StringComparison.Ordinal)).Code is { } code
                && (code == Units[seen.Count % Units.Length].Code || !seen.TakeLast(2).Contains(code))) seen.Add(code);
        return seen;
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")]
    private static partial Regex Code();
}
