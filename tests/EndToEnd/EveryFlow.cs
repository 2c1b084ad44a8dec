using System.Text.RegularExpressions;

namespace Tests.EndToEnd;

/// <summary>
/// People who do each of the things that the service is for, at once: rate, complain with files and have it handled, answer a reminder,
/// have themselves erased, export, invite and join. What each of them was promised is written down here.
/// </summary>
internal sealed partial class EveryFlow
{
    private const int JoinersEach = 3;
    private readonly BotApiServer _server;
    private readonly List<Player> _staff = [];
    private readonly List<Player> _visitors = [];

    /// <summary>Makes them, so many times over.</summary>
    public EveryFlow(BotApiServer server, int times, int seed)
    {
        _server = server;
        for (var i = 0; i < 12 * times; i++) _visitors.Add(RatingTalk.Begin(new Player(server, 5_100_000_000 + i), i, Ratings));
        for (var i = 0; i < 5 * times; i++) _visitors.Add(Erase(new Player(server, 5_200_000_000 + i)));
        for (var i = 0; i < 3 * times; i++) _visitors.Add(Export(new Player(server, 5_300_000_000 + i)));
        for (var i = 0; i < 2 * times; i++) _visitors.Add(Invite(new Player(server, 5_400_000_000 + i), 5_500_000_000 + (i * JoinersEach)));
        for (var i = 0; i < 10 * times; i++) _visitors.Add(Answer(new Player(server, 5_600_000_000 + i)));
        Complaints = new ComplaintLives(server, 4 * times);
        _staff.AddRange(Complaints.Everybody.TakeLast(ComplaintLives.Officials.Count));
        _visitors.AddRange(Complaints.Everybody.SkipLast(ComplaintLives.Officials.Count));
        var chance = new Random(seed);
        _visitors = [.. _visitors.OrderBy(_ => chance.Next())];
        foreach (var chat in Chats) server.Chat(chat); // whoever was written to once can be written to first
    }

    /// <summary>The complaints among it.</summary>
    public ComplaintLives Complaints { get; }

    /// <summary>U1 to U9 of everybody who rated, one line each.</summary>
    public List<string> Ratings { get; } = [];

    /// <summary>Whoever had themselves erased, with the proof that they were given.</summary>
    public Dictionary<long, string> Proofs { get; } = [];

    /// <summary>Who asked for an export.</summary>
    public List<long> Exporters { get; } = [];

    /// <summary>Who invites, and who joined.</summary>
    public (List<long> Inviters, List<long> Joined) Invited { get; } = ([], []);

    /// <summary>Who is reminded.</summary>
    public List<long> Reminded { get; } = [];

    /// <summary>All chats.</summary>
    public IEnumerable<long> Chats => _staff.Concat(_visitors).Select(p => p.Chat);

    /// <summary>All of them, some at a time.</summary>
    public Crowd Crowd(int atOnce) => new(_server, _staff, _visitors, atOnce);

    private Player Erase(Player citizen) => citizen
        .Open("/start DPMPTSP")
        .PressAt("1/9 ·", 2)
        .Do("2/9 ·", _ => { })
        .Open("/hapus")
        .Press("", "Hapus data saya")
        .Do("HPS-", card => Proofs.Add(card.Chat, Proof().Match(card.Text).Value));

    private Player Export(Player administrator)
    {
        Exporters.Add(administrator.Chat);
        return administrator.Open("/ekspor DISDUKCAPIL 2026-10 csv").Do("sedang dibuat", _ => { }).Do("Periksa dulu", _ => { });
    }

    private Player Invite(Player administrator, long first)
    {
        Invited.Inviters.Add(administrator.Chat);
        var joiners = Enumerable.Range(0, JoinersEach).Select(i => new Player(_server, first + i)).ToList();
        _staff.AddRange(joiners);
        return administrator
            .Open("/undang baru")
            .Press("Undangan untuk peran apa?", "ASN")
            .Say("Untuk unit mana?", "DINSOS")
            .Press("Boleh dipakai berapa orang?", "5 orang")
            .Press("Berlaku berapa lama?", "7 hari")
            .Do("Tautan", card =>
            {
                foreach (var joiner in joiners) Join(joiner, Payload().Match(card.Text).Value);
            });
    }

    private void Join(Player joiner, string payload)
    {
        Invited.Joined.Add(joiner.Chat);
        joiner
            .Open($"/start {payload}")
            .Press("Apakah Anda setuju?", "Saya setuju")
            .Press("Benar Anda bekerja", "Benar")
            .Say("Nama Anda", "Sari Wulandari")
            .Press("Bahasa mana", "Bahasa Indonesia")
            .Press("Pukul berapa", "Tanpa pengingat")
            .Press("NIP atau", "Lewati")
            .Do("Anda sudah terdaftar", _ => { });
    }

    private Player Answer(Player asn)
    {
        Reminded.Add(asn.Chat);
        return asn.Press("", "Sudah").Do("ekan ini", _ => { });
    }

    [GeneratedRegex(@"HPS-\d{6}-[0-9A-F]{6}-[0-9A-F]{10}")]
    private static partial Regex Proof();

    [GeneratedRegex("undangan_[0-9]+-[0-9a-f]+")]
    private static partial Regex Payload();
}
