using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Texts;

namespace Tests.Channels;

/// <summary>A dialog that says more than a small message holds before it asks.</summary>
internal sealed class LongSpeech : Dialog
{
    public override string Name => "test-long-speech";

    public override string? Command => "/pidato";

    public override bool MayStart(Core.People.Caller who) => true;

    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await ValueTask.CompletedTask;
        var lines = Enumerable.Range(1, 20).Select(i => $"{i}. Sebuah baris yang cukup panjang, supaya pesannya menjadi panjang.");
        context.Say(Text(string.Join('\n', lines)));
        var ready = Ask.Confirm("ready", Text("Sudah dibaca?"), Text("Sudah"), Text("Belum"));
        yield return ready;
        context.Say(Text("Terima kasih."));
    }

    private static LocalizedText Text(string text) => LocalizedText.Literal(text);
}

/// <summary>A dialog whose choices are many and long, for channels that can show few and short ones.</summary>
internal sealed class LongChoice : Dialog
{
    public override string Name => "test-long-choice";

    public override string? Command => "/panjang";

    public override bool MayStart(Core.People.Caller who) => true;

    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await ValueTask.CompletedTask;
        var reasons = Enumerable.Range(1, 14).Select(i => Option(i, $"Alasan nomor {i} yang agak panjang"));
        var reason = Ask.Choice("reason", LocalizedText.Literal("Apa alasannya?"), reasons)
            .Skip("none", LocalizedText.Literal("Saya tidak ingin menyebutkannya"), 0);
        yield return reason;
        var offices = Enumerable.Range(1, 25).Select(i => Option(i, $"Kantor Pelayanan Terpadu Wilayah {i}"));
        var office = Ask.Search("office", LocalizedText.Literal("Kantor mana?"), offices);
        yield return office;
        var many = context.Say(LocalizedText.Literal($"Alasan {reason.Answer}, kantor {office.Answer}. Selanjutnya:"));
        for (var i = 1; i <= 12; i++)
            many.Row(new Core.Messaging.Button(i == 5 ? "Tombol kelima dengan tulisan panjang" : $"Tombol {i}", "/panjang"));
    }

    private static Option<int> Option(int number, string label) => new($"n{number}", LocalizedText.Literal(label), number);
}
