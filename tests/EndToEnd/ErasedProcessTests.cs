using System.Text;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>The real process erases somebody while it serves others: neither its database nor the log beside it keeps a word.</summary>
[Slow]
public sealed class ErasedProcessTests
{
    private const string Word = "penandaterhapus";
    private const long Chat = 5_000_000_001;

    [Fact]
    public async Task What_was_erased_is_in_no_byte_of_the_running_services_database()
    {
        await using var server = await BotApiServer.Start();
        await using var bot = new BotProcess();
        bot.UseTelegram(server);
        bot.Start();
        await bot.Up;
        var citizen = new Player(server, Chat)
            .Open("/start adu_DINSOS")
            .Press("Setuju melanjutkan?", "Setuju, lanjutkan")
            .Say("Ceritakan", $"Loket bantuan tutup setiap hari Kamis, {Word}.");
        await Play(server, citizen);
        await server.Until(() => Bytes(bot).Contains(Word, StringComparison.Ordinal), "what was never there proves nothing");

        await Play(server, citizen.Open("/hapus").Press("Hapus sekarang?", "Hapus data saya"));
        await server.Until(() => server.Chat(Chat).Messages.Any(m => m.Text.Contains("HPS-", StringComparison.Ordinal)), "the proof");
        await Play(server, new Player(server, Chat + 1).Open("/skor"));

        await server.Until(() => !Bytes(bot).Contains(Word, StringComparison.Ordinal), "the words to be gone");
        bot.IsAlive.ShouldBeTrue();
        string.Join('\n', bot.Output).ShouldNotContain(Word);
    }

    private static async Task Play(BotApiServer server, Player player)
    {
        while (!player.IsDone)
        {
            await server.Until(() => player.CanAct, player.Waits);
            player.Act();
        }
    }

    private static string Bytes(BotProcess bot) => string.Concat(Directory
        .GetFiles(Path.GetDirectoryName(bot.Database)!, Path.GetFileName(bot.Database) + "*")
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(Read)); // nobody else may read that one, and it is empty

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Encoding.Latin1.GetString(memory.ToArray());
    }
}
