using Bot.Reports;
using Bot.Telegram.Client;
using Core.Calendar;
using Core.People;
using Core.Units;

namespace Bot.CommandLine;

/// <summary>Looks at what the machine gives: clock, calendar, pictures, disk, and the key's safety.</summary>
internal static class CheckMachine
{
    private const long Megabyte = 1024 * 1024;
    private const long Least = 500 * Megabyte;
    private const long Comfortable = 2048 * Megabyte;
    private const int DecreeMonth = 11;
    private const string OneLetter = """<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="16">a</text></svg>""";

    public static Finding Key(string file)
    {
        const string Subject = "key";
        if (!File.Exists(file)) return Finding.Good(Subject, "not there yet; the first start makes it.");
        try
        {
            SecretKey.Open(file);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            return Finding.Wrong(Subject, e.Message);
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0
            ? Finding.Wrong(Subject, $"others can read {file}. Run: chmod 600 {file}")
            : Finding.Good(Subject, $"{file} is there and only its owner reads it.");
    }

    public static Finding Clock(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var now = time.GetUtcNow();
        var built = services.GetRequiredService<BuildDate>().At;
        var zone = services.GetRequiredService<UnitCatalog>().ZoneOf(null);
        var against = now < built.AddDays(-2) ? "before the program was built"
            : LookAtClock.ByTelegram(services.GetService<SuaraBotClient>(), time);
        return against is not null
            ? Finding.Wrong("clock", $"it is {now:yyyy-MM-dd HH:mm} UTC by this machine, {against}. Set the clock (timedatectl set-ntp true).")
            : Finding.Good("clock", $"{LocalTime.Of(now, zone):yyyy-MM-dd HH:mm} {LocalTime.Label(zone, now)}.");
    }

    public static Finding Calendar(IServiceProvider services)
    {
        var today = LocalTime.Day(services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<UnitCatalog>()
            .ZoneOf(null));
        var holidays = services.GetRequiredService<Holidays>();
        if (!holidays.IsDecreed(today.Year))
            return Finding.Wrong("calendar", $"the holidays of {today.Year} are missing. {HowTo(today.Year)}");
        if (holidays.IsDecreed(today.Year + 1))
            return Finding.Good("calendar", $"holidays are known until the end of {holidays.LastDecreedYear}.");
        return today.Month >= DecreeMonth
            ? Finding.Wrong("calendar", $"the holidays of {today.Year + 1} are missing. {HowTo(today.Year + 1)}")
            : Finding.Note("calendar", $"the holidays of {today.Year + 1} are not known yet; they are usually decreed in September.");
    }

    public static Finding Pictures()
    {
        try
        {
            PictureMaker.Draw(OneLetter, Stream.Null);
            return Finding.Good("pictures", "charts can be drawn.");
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or InvalidOperationException)
        {
            return Finding.Wrong("pictures",
                $"charts cannot be drawn ({e.GetBaseException().Message}). Install the build that was made for this machine's system.");
        }
    }

    public static Finding Disk(string folder)
    {
        var free = LookAtDisk.FreeIn(folder);
        var words = $"{free / Megabyte / 1024.0:0.0} GB free under {folder}.";
        if (free < Least) return Finding.Wrong("disk", words
            + " Make room, or move the data (Database:ConnectionString): a full disk stops every answer.");
        return free < Comfortable ? Finding.Note("disk", words) : Finding.Good("disk", words);
    }

    private static string HowTo(int year) =>
        $"Bring them in with the command holidays, or in the chat with /libur; a newer version may know them too.";
}
