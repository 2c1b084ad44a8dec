using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Core.Messaging;
using Core.People;
using Core.Texts;

namespace Tests.Support;

/// <summary>
/// A conversation as a text that an official can read. Lines of people are played, lines of the bot are compared.
/// <c>-- Senin 09:00 --</c> forms: <c>-- 2026-11-24 09:00 --</c>, <c>-- +45 menit --</c>, <c>-- besok 09:00 --</c>,
/// <c>-- peran: petugas Officer DINSOS --</c>, <c>-- pekerjaan: nama --</c> (a job by name). <c>[Label]</c> presses a button,
/// <c>lama [Label]</c> the oldest button with that label, <c>&lt;foto a.jpg 1200&gt; its caption</c> and
/// <c>&lt;lokasi -0.2,100.6&gt;</c> send things, <c>&lt;ubah&gt; other words</c> edits the last message.
/// </summary>
internal sealed partial class Transcript(Town town, IReadOnlyDictionary<string, Func<IServiceProvider, Task>> jobs)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    private readonly StringBuilder _played = new();
    private int _shown;

    /// <summary>Plays the inputs of a transcript and returns it as it came out.</summary>
    public async Task<string> Play(string text)
    {
        foreach (var line in Inputs(text))
        {
            _played.Append(line).Append('\n');
            await PlayLine(line);
        }

        return _played.ToString();
    }

    private static IEnumerable<string> Inputs(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')
        .Where(l => !l.StartsWith("bot", StringComparison.Ordinal) && !l.StartsWith("       ", StringComparison.Ordinal));

    private async Task PlayLine(string line)
    {
        if (line.StartsWith("-- ", StringComparison.Ordinal)) await Direct(line[3..^3].Trim());
        else if (Spoken().Match(line) is { Success: true } spoken)
            await Act(spoken.Groups["who"].Value, spoken.Groups["what"].Value.Replace("\\n", "\n", StringComparison.Ordinal));
        else return;
        Show(Spoken().Match(line).Groups["who"].Value);
    }

    private Task Act(string who, string what)
    {
        if (what.StartsWith("lama [", StringComparison.Ordinal)) return PressOldest(who, what[6..^1]);
        if (what.StartsWith("<ubah> ", StringComparison.Ordinal)) return town.Edit(who, what[7..]);
        if (what.StartsWith('[') && what.EndsWith(']')) return town.Press(who, what[1..^1]);
        return SentThing().Match(what) is { Success: true } thing ? Send(who, thing) : town.Say(who, what);
    }

    private Task PressOldest(string who, string label)
    {
        var shown = town.Channel.All.First(s => s.Message.Address == who && s.Message.Rows.Any(r => r.Any(b => b.Label == label)));
        return town.PressData(who, shown.Message.Rows.SelectMany(r => r).First(b => b.Label == label).Data!, shown.Id);
    }

    private Task Send(string who, Match thing)
    {
        var inbound = new Inbound { Channel = town.Channel.Name, ExternalId = town.NextId(), Address = who, Sender = who };
        var rest = thing.Groups["rest"].Value;
        if (thing.Groups["kind"].Value == "lokasi")
        {
            var parts = rest.Split(',');
            return town.Receive(inbound with
            {
                Place = new Place(double.Parse(parts[0], CultureInfo.InvariantCulture),
                double.Parse(parts[1], CultureInfo.InvariantCulture))
            });
        }

        var kind = thing.Groups["kind"].Value switch
        {
            "foto" =>
            FileKind.Photo,
            "suara" => FileKind.Voice,
            "video" => FileKind.Video,
            _ => FileKind.Document
        };
        var words = rest.Split(' ');
        var file = new InboundFile(words[0], kind, words[0], kind == FileKind.Photo ? "image/jpeg" : null,
            long.Parse(words[1], CultureInfo.InvariantCulture));
        if (!town.Channel.Files.ContainsKey(words[0])) town.Channel.Files[words[0]] = Encoding.UTF8.GetBytes($"isi {words[0]}");
        return town.Receive(inbound with { Files = [file], Text = Caption(thing) });
    }

    private static string? Caption(Match thing) => thing.Groups["caption"] is { Success: true } caption ? caption.Value : null;

    private async Task Direct(string order)
    {
        if (order.StartsWith("peran: ", StringComparison.Ordinal)) await GiveRole(order[7..].Split(' '));
        else if (order.StartsWith("pekerjaan: ", StringComparison.Ordinal)) await town.With(jobs[order[11..]]);
        else if (order.StartsWith('+')) town.Time.Advance(Span(order[1..].Split(' ')));
        else town.Time.Set(Moment(order));
        if (!order.StartsWith("peran: ", StringComparison.Ordinal) && jobs.TryGetValue("setiap-kali", out var always))
            await town.With(always);
    }

    private static TimeSpan Span(string[] words) => words[1] switch
    {
        "menit" => TimeSpan.FromMinutes(int.Parse(words[0], CultureInfo.InvariantCulture)),
        "jam" => TimeSpan.FromHours(int.Parse(words[0], CultureInfo.InvariantCulture)),
        _ => TimeSpan.FromDays(int.Parse(words[0], CultureInfo.InvariantCulture)),
    };

    private DateTimeOffset Moment(string order)
    {
        var now = TimeZoneInfo.ConvertTime(town.Time.GetUtcNow(), Zone).DateTime;
        var words = order.Split(' ');
        var time = TimeOnly.ParseExact(words[^1], "HH:mm", CultureInfo.InvariantCulture);
        var day = words[0] == "besok" ? DateOnly.FromDateTime(now).AddDays(1)
            : DateOnly.TryParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var named) ? named
            : DateOnly.FromDateTime(now);
        return new DateTimeOffset(day.ToDateTime(time), Zone.BaseUtcOffset).ToUniversalTime();
    }

    private Task GiveRole(string[] words) => town.Appoint(words[0], Enum.Parse<Role>(words[1]), words.Length > 2 ? words[2] : null);

    private void Show(string speaker)
    {
        // Chats are sent to side by side, so what several people got is put into one order: the speaker first, then by name.
        var fresh = town.Channel.All.Skip(_shown).ToList();
        _shown += fresh.Count;
        foreach (var (_, message, edited) in fresh.OrderBy(s => s.Message.Address != speaker)
            .ThenBy(s => s.Message.Address, StringComparer.Ordinal))
        {
            var to = message.Address == speaker ? "bot" : $"bot → {message.Address}";
            var lines = Text(message.Text).Split('\n')
                .Concat(message.File is { } f ? [$"({(f.Picture ? "gambar" : "berkas")}: {f.Name})"] : [])
                .Concat(Rows(message.Rows));
            Append(edited ? $"{to} ✎:" : $"{to}:", lines);
        }
    }

    /// <summary>The buttons below the text; where there are more than the channel has buttons, a list with one in each row.</summary>
    private IEnumerable<string> Rows(IReadOnlyList<IReadOnlyList<Button>> rows)
    {
        var buttons = rows.SelectMany(r => r).ToList();
        if (buttons.Count > town.Channel.Capabilities.ButtonsMax) return buttons.Select(Shown).Prepend("(daftar)");
        return rows.Select(r => string.Join(' ', r.Select(Shown)));
    }

    private static string Shown(Button button) => button.Url is null ? $"[{button.Label}]" : $"[{button.Label} ↗]";

    private void Append(string who, IEnumerable<string> lines)
    {
        var first = true;
        foreach (var line in lines)
        {
            _played.Append(first ? who.PadRight(6) + " " : "       ").Append(line.TrimEnd()).Append('\n');
            first = false;
        }
    }

    private static string Text(string text) => TextFormatting.Strip(text);

    [GeneratedRegex(@"^(?<who>[a-z][a-z0-9-]*):\s+(?<what>.+)$")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"^<(?<kind>foto|berkas|suara|video|lokasi) (?<rest>[^>]+)>(?: (?<caption>.+))?$")]
    private static partial Regex SentThing();
}
