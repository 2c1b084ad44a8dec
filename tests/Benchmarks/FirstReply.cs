using System.Diagnostics;
using System.Globalization;
using Tests.EndToEnd;

namespace Benchmarks;

/// <summary>
/// How soon a published file answers its first message, and what it uses at rest: <c>start FILE [TIMES]</c>. Each time the process is a new
/// one on the same data, with the message waiting at the platform.
/// </summary>
internal static class FirstReply
{
    private const long Citizen = 5_000_000_001;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args)
    {
        var (file, times) = (Path.GetFullPath(args[0]), args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
        Console.WriteLine($"{file}: {new FileInfo(file).Length / 1e6:0.0} MB");
        await using var server = await BotApiServer.Start();
        await using var bot = new BotProcess { Executable = file, Program = [] };
        bot.UseTelegram(server);
        bot.Settings["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = Path.Combine(bot.Folder, ".net");
        for (var life = 0; life < times; life++)
        {
            var said = server.Chat(Citizen).Messages.Count;
            server.Say(Citizen, "/bantuan");
            var began = Stopwatch.GetTimestamp();
            bot.Start();
            await server.Until(() => server.Chat(Citizen).Messages.Count > said, "the first reply");
            var (reply, work) = (Stopwatch.GetElapsedTime(began), bot.CpuSeconds);
            await bot.Up;
            await Task.Delay(life == times - 1 ? Rest : TimeSpan.FromSeconds(3), TimeProvider.System);
            var note = life == 0 ? " (the first start unpacks and makes the database)" : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"start {life + 1}: first reply after {reply.TotalSeconds:0.00} s ({work:0.0} s of a processor), {bot.ResidentMb} MB{note}"));
            await bot.Stop();
        }

        return 0;
    }
}
