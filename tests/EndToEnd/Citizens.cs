using System.Text.RegularExpressions;

namespace Tests.EndToEnd;

/// <summary>People who each rate DPMPTSP once, and press only what they see. Everyone's nine answers are different.</summary>
internal sealed partial class Citizens
{
    private const long First = 5_000_000_001;
    private readonly BotApiServer _server;
    private readonly List<Citizen> _all;

    public Citizens(BotApiServer server, int count)
    {
        _server = server;
        _all = [.. Enumerable.Range(0, count).Select(i => new Citizen(server, First + i, i))];
    }

    /// <summary>How many things they have done so far.</summary>
    public int Deeds { get; private set; }

    public bool AllDone => _all.All(c => c.IsDone);

    /// <summary>What they answered, U1 to U9, one line each, in order.</summary>
    public List<string> Answers => [.. _all.Select(c => c.Answers).Order(StringComparer.Ordinal)];

    /// <summary>Lets everybody go on until all are done or so many things more were done.</summary>
    public async Task GoOn(int deeds)
    {
        var until = Deeds + deeds;
        while (Deeds < until && !AllDone)
        {
            await _server.Until(() => AllDone || _all.Any(c => c.CanAct), "a citizen can go on", TimeSpan.FromSeconds(60));
            foreach (var citizen in _all.Where(c => c.CanAct))
            {
                citizen.Act();
                if (++Deeds >= until) return;
            }
        }
    }

    private sealed partial class Citizen(BotApiServer server, long chat, int number)
    {
        private readonly int[] _answers = new int[9];
        private readonly HashSet<string> _did = [];

        public bool IsDone => server.Chat(chat).Messages.Any(m => m.Text.Contains("Terima kasih", StringComparison.Ordinal));

        public bool CanAct => !IsDone && (Next is not null || !_did.Contains("start"));

        /// <summary>U1 to U9; the eighth question is U9 and the ninth U8.</summary>
        public string Answers => string.Join(' ', _answers[..7].Append(_answers[8]).Append(_answers[7]));

        /// <summary>The newest card that wants something not yet done: a message may come twice when the line was cut.</summary>
        private BotApiMessage? Next => server.Chat(chat).Messages.LastOrDefault(m => m.Buttons.Count > 0 && !_did.Contains(Due(m)));

        public void Act()
        {
            if (Next is not { } card)
            {
                server.Say(chat, "/start DPMPTSP");
                _did.Add("start");
                return;
            }

            var due = Due(card);
            var label = due switch
            {
                "about" =>
                "Lewati semua",
                "comment" => "Lewati",
                _ => (string)card.Buttons[Answer(int.Parse(due))]["text"]!
            };
            server.Press(chat, button => (string?)button["text"] == label, label, card);
            _did.Add(due);
        }

        private static string Due(BotApiMessage card) => Number().Match(card.Text) is { Success: true } n ? n.Groups[1].Value
            : card.Labels.Contains("Lewati semua") ? "about" : "comment";

        private int Answer(int question)
        {
            var answer = ((number >> (2 * ((question - 1) % 4))) + (question > 4 ? question : 0)) & 3;
            _answers[question - 1] = answer + 1;
            return answer;
        }

        [GeneratedRegex(@"(\d)/9 ·")]
        private static partial Regex Number();
    }
}
