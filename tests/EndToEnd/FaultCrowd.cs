using System.Diagnostics;
using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>
/// Citizens for the workers' fault suite, spread over a time: of every five, three rate, one complains (and every other of these withdraws
/// it), and one asks for scores of units in turn without waiting for an answer, so that the order of answers can be seen.
/// </summary>
internal sealed partial class FaultCrowd
{
    private const long FirstComplainant = 5_500_000_001;
    private const long FirstAsker = 5_600_000_001;
    private const int Questions = 12;
    private static readonly (string Code, string Name)[] Units =
        [("DINSOS", "Dinas Sosial"), ("DISDIK", "Dinas Pendidikan"), ("PKM-IBUH", "Puskesmas Ibuh")];

    private readonly BotApiServer _server;
    private readonly Citizens _raters;
    private readonly int _rating;
    private readonly List<Player> _complainants = [];
    private readonly Queue<(long Chat, string Text)> _asked;
    private readonly List<long> _askers;
    private readonly Dictionary<string, string> _complaints = [];
    private readonly TimeSpan _over;

    public FaultCrowd(BotApiServer server, int people, TimeSpan over)
    {
        (_server, _over, _rating) = (server, over, people - (people / 5 * 2));
        _raters = new Citizens(server, _rating);
        for (var i = 0; i < people / 5; i++) _complainants.Add(File(new Player(server, FirstComplainant + i), withdraws: i % 2 == 1));
        _askers = [.. Enumerable.Range(0, people / 5).Select(i => FirstAsker + i)];
        _asked = new(Enumerable.Range(0, Questions)
            .SelectMany(q => _askers.Select(chat => (chat, $"/skor {Units[q % Units.Length].Code}"))));
    }

    public bool AllDone => _raters.AllDone && _complainants.TrueForAll(c => c.IsDone) && _asked.Count == 0
        && _askers.TrueForAll(a => Answers(a).Count == Questions);

    /// <summary>What is missing, for the case that it never comes.</summary>
    public string Unfinished => $"raters {(_raters.AllDone ? "done" : "not done")}; "
        + string.Join("; ", _complainants.Where(c => !c.IsDone).Take(3).Select(c => c.Waits));

    /// <summary>What was rated, as <see cref="Citizens.Answers"/>.</summary>
    public List<string> Ratings => _raters.Answers;

    /// <summary>Code and history of each complaint that its citizen was given a receipt for.</summary>
    public List<string> Complaints => [.. _complaints.Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal)];

    /// <summary>Those whose answers did not come in the order of their questions.</summary>
    public List<string> OutOfOrder => [.. _askers.Select(chat => string.Join(' ', Answers(chat)))
        .Where(seen => seen != string.Join(' ', Enumerable.Range(0, Questions).Select(q => Units[q % Units.Length].Code)))];

    /// <summary>Lets everybody go on until all are done, at such a pace that it takes the given time.</summary>
    public async Task GoOn(TimeSpan atMost)
    {
        var (deeds, done, began) = ((_rating * 12) + (_complainants.Count * 12) + _asked.Count, 0, Stopwatch.GetTimestamp());
        while (!AllDone && Stopwatch.GetElapsedTime(began) < atMost)
        {
            var allowed = (int)(deeds * (Stopwatch.GetElapsedTime(began) / _over)) + 1;
            for (; done < allowed && Act(done); done++)
            {
                // Each deed is one message.
            }

            done = Math.Min(done + 1, allowed); // nobody who waits saves up deeds for later
            await Task.Delay(20);
        }
    }

    /// <summary>One deed of somebody who can do something; raters come first in most turns.</summary>
    private bool Act(int turn)
    {
        if (turn % 5 == 0 && _asked.TryDequeue(out var ask))
        {
            _server.Say(ask.Chat, ask.Text);
            return true;
        }

        if (turn % 3 == 0 && Complain()) return true;
        return _raters.ActOne() || Complain();
    }

    private bool Complain()
    {
        if (_complainants.Find(c => c.CanAct) is not { } citizen) return false;
        citizen.Act();
        return true;
    }

    private Player File(Player citizen, bool withdraws) => citizen
        .Open("/start adu_DINSOS")
        .Press("Setuju melanjutkan?", "Setuju, lanjutkan")
        .Say("Ceritakan", "Loket bantuan tutup setiap hari Kamis sejak dua bulan.")
        .Press("terima: tulisan.", "Selesai")
        .Press("Periksa dulu", "Kirim")
        .Do("Laporan Anda kami terima", receipt =>
        {
            var code = Code().Match(receipt.Text).Value;
            _complaints[code.Replace("-", "", StringComparison.Ordinal)] = withdraws ? "File Withdraw" : "File";
            if (!withdraws) return;
            citizen.Open($"/cek {code} cabut").Press($"Cabut laporan {code}?", "Ya, cabut")
                .Do($"Laporan {code} sudah dicabut", _ => { });
        });

    /// <summary>The units that were answered about, in order; the copy of a message that was sent twice follows it at once.</summary>
    private List<string> Answers(long chat)
    {
        var seen = new List<string>();
        foreach (var message in _server.Chat(chat).Messages)
            if (Array.Find(Units, u => message.Text.StartsWith(u.Name, StringComparison.Ordinal)).Code is { } code
                && (seen.Count == 0 || seen[^1] != code)) seen.Add(code);
        return seen;
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")]
    private static partial Regex Code();
}
