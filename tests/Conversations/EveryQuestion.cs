using Core.Channels;
using Core.Conversations;

namespace Tests.Conversations;

/// <summary>A dialog that asks one question of each kind, for tests of the engine.</summary>
public sealed class EveryQuestion : Dialog
{
    public override string Name => "test-every-question";

    public override string? Command => "/semua";

    public override int MenuOrder => 990;

    public override bool MayStart(Core.People.Caller who) => true;

    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        await ValueTask.CompletedTask;
        var today = DateOnly.FromDateTime(turn.Now.UtcDateTime);
        var colour = Ask.Choice<int>("colour", Line.Literal("Warna apa?"), [new("m", Line.Literal("Merah"), 1), new("b", Line.Literal("Biru"), 2)]);
        yield return colour;
        var town = Ask.Search("town", Line.Literal("Kota mana?"), Enumerable.Range(1, 20).Select(i => new Option<int>($"k{i}", Line.Literal($"Kota {i}"), i)));
        yield return town;
        var story = Ask.Story("story", Line.Literal("Ceritakan."), 20, 600);
        yield return story;
        var note = Ask.Text("note", Line.Literal("Catatan?"), 1, 50).Optional(Line.Literal("Tanpa catatan"));
        yield return note;
        var count = Ask.Number("count", Line.Literal("Berapa?"), 1, 10);
        yield return count;
        var day = Ask.Date("day", Line.Literal("Kapan?"), today.AddYears(-1), today, today);
        yield return day;
        var place = Ask.Place("place", Line.Literal("Di mana?")).Optional(Line.Literal("Lewati"));
        yield return place;
        var photo = Ask.Photo("photo", Line.Literal("Foto?"), new FileRules([], 1_000_000));
        yield return photo;
        var files = Ask.Files("files", Line.Literal("Lampiran?"), 2, new FileRules([FileKind.Photo, FileKind.Document], 1_000_000));
        yield return files;
        var sure = Ask.Confirm("sure", Line.Literal($"{colour.Answer} {town.Answer} {story.Answer.Length} {note.Answer} {count.Answer} {day.Answer:yyyy-MM-dd} "
            + $"{place.Answer.Words}{place.Answer.Point?.Latitude} {photo.Answer.Count} {files.Answer.Count}"), Line.Literal("Kirim"), Line.Literal("Ubah warna"));
        yield return sure;
        if (!sure.Answer)
        {
            turn.AskAgain("colour", "sure");
            yield break;
        }

        turn.Say(Line.Literal("Selesai."));
    }
}

/// <summary>A dialog that breaks the rule of changing nothing between questions.</summary>
public sealed class ImpatientDialog : Dialog
{
    public override string Name => "test-impatient";

    public override string? Command => "/terburu";

    public override int MenuOrder => 991;

    public override bool MayStart(Core.People.Caller who) => true;

    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        await turn.Change().Sql.Run("update people set language = 'en'");
        yield return Ask.Text("late", Line.Literal("Terlambat?"));
        turn.Say(Line.Literal("Sudah."));
    }
}
