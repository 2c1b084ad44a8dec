using Core.Messaging;

namespace Tests.Web;

/// <summary>A talk that looks like a rating: one card that is edited in place, then thanks; any other words are said back.</summary>
internal static class RatingScript
{
    private const string Intro = "\u0002DPMPTSP · Izin usaha\u0003\nPenilaian Anda anonim: kami tidak menyimpan nama atau akun Anda.\n\n";

    private static readonly (string Question, string[] Answers)[] Questions =
    [
        ("Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
            ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"]),
        ("Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
            ["Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"]),
    ];

    public static async Task Answer(ChatHost host, Inbound inbound)
    {
        var to = inbound.Address;
        if (inbound.Text is { } text)
            await host.Say(text.StartsWith("/start", StringComparison.Ordinal) ? Card(to, 0, null) : Echo(to, text));
        if (inbound.Place is not null) await host.Say(Echo(to, "lokasi"));
        foreach (var file in inbound.Files) await host.Say(Echo(to, $"berkas {file.Name}"));
        if (inbound.Press is not { } press || press.StartsWith('/')) return;
        var next = int.Parse(press[1..2]) + 1;
        await host.Say(next < Questions.Length ? Card(to, next, inbound.PressedMessage) : Thanks(to, inbound.PressedMessage));
    }

    private static OutgoingMessage Card(string to, int n, string? editOf) => new()
    {
        Address = to,
        Text = $"{Intro}\u0002{n + 1}/9\u0003 · {Questions[n].Question}",
        Rows = [.. Questions[n].Answers.Select((a, i) => (IReadOnlyList<Button>)[new Button(a, $"q{n}{i}")]),
            [new Button("Berhenti", $"q{8}")]],
        EditOf = editOf,
        Topic = "card:1",
    };

    private static OutgoingMessage Thanks(string to, string? card) => new()
    {
        Address = to,
        Text = "Terima kasih. Penilaian Anda sudah kami terima.\nNilai DPMPTSP bulan ini: \u000284,12 (B, Baik)\u0003, dari 47 penilaian.\nKode: \u0004K7QF-3MXW-P\u0005. Cek kapan saja: /cek K7QF-3MXW-P",
        Rows = [[new Button("Lihat skor semua unit", "/skor"), new Button("Sampaikan pengaduan", Start: "adu_DPMPTSP")]],
        Retires = card,
    };

    private static OutgoingMessage Echo(string to, string text) => new() { Address = to, Text = $"Anda menulis: {text}" };
}
