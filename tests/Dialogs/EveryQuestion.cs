using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;

namespace Tests.Dialogs;

/// <summary>A dialog that asks one question of each kind, for tests of the engine.</summary>
internal sealed class EveryQuestion : Dialog
{
    public override string Name => "test-every-question";

    public override string? Command => "/semua";

    public override bool MayStart(Core.People.Caller who) => true;

    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await ValueTask.CompletedTask;
        var today = DateOnly.FromDateTime(context.Now.UtcDateTime);
        var colour = Ask.Choice<int>("colour", LocalizedText.Literal("Warna apa?"),
            [new("m", LocalizedText.Literal("Merah"), 1), new("b", LocalizedText.Literal("Biru"), 2)]);
        yield return colour;
        var town = Ask.Search("town", LocalizedText.Literal("Kota mana?"), Enumerable.Range(1, 20)
            .Select(i => new Option<int>($"k{i}", LocalizedText.Literal($"Kota {i}"), i)));
        yield return town;
        var story = Ask.Story("story", LocalizedText.Literal("Ceritakan."), 20, 600);
        yield return story;
        var note = Ask.Text("note", LocalizedText.Literal("Catatan?"), 1, 50).Optional(LocalizedText.Literal("Tanpa catatan"));
        yield return note;
        var count = Ask.Number("count", LocalizedText.Literal("Berapa?"), 1, 10);
        yield return count;
        var day = Ask.Date("day", LocalizedText.Literal("Kapan?"), today.AddYears(-1), today, today);
        yield return day;
        var place = Ask.Place("place", LocalizedText.Literal("Di mana?")).Optional(LocalizedText.Literal("Lewati"));
        yield return place;
        var photo = Ask.Photo("photo", LocalizedText.Literal("Foto?"), new FileRules([], 1_000_000));
        yield return photo;
        var files = Ask.Files("files", LocalizedText.Literal("Lampiran?"), 2,
            new FileRules([FileKind.Photo, FileKind.Document], 1_000_000));
        yield return files;
        var sure = Ask.Confirm("sure",
            LocalizedText.Literal(
                $"{colour.Answer} {town.Answer} {story.Answer.Length} {note.Answer} {count.Answer} {day.Answer:yyyy-MM-dd} "
            + $"{place.Answer.Words}{place.Answer.Point?.Latitude} {photo.Answer.Count} {files.Answer.Count}"),
            LocalizedText.Literal("Kirim"), LocalizedText.Literal("Ubah warna"));
        yield return sure;
        if (!sure.Answer)
        {
            context.AskAgain("colour", "sure");
            yield break;
        }

        context.Say(LocalizedText.Literal("Selesai."));
    }
}

/// <summary>A dialog that breaks the rule of changing nothing between questions.</summary>
internal sealed class ImpatientDialog : Dialog
{
    public override string Name => "test-impatient";

    public override string? Command => "/terburu";

    public override bool MayStart(Core.People.Caller who) => true;

    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await context.Change().Sql.Run("update people set language = 'en'");
        yield return Ask.Text("late", LocalizedText.Literal("Terlambat?"));
        context.Say(LocalizedText.Literal("Sudah."));
    }
}
