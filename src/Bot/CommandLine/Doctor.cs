using Bot.Backups;
using Bot.Backups.Bucket;
using Core.Ratings;
using Core.Settings;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.CommandLine;

/// <summary>What was looked at, and how it is.</summary>
/// <param name="Subject">What.</param>
/// <param name="Health">How it is.</param>
/// <param name="Words">What to know or to do.</param>
internal sealed record Finding(string Subject, Health Health, string Words)
{
    public static Finding Good(string subject, string words) => new(subject, Health.Good, words);

    public static Finding Note(string subject, string words) => new(subject, Health.Note, words);

    public static Finding Wrong(string subject, string words) => new(subject, Health.Wrong, words);
}

/// <summary>How something is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works; there is something to know.</summary>
    Note,

    /// <summary>It must be mended.</summary>
    Wrong,
}

/// <summary>Looks the installation over and says how to mend what is wrong.</summary>
internal static class Doctor
{
    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var findings = new List<Finding>();
        await using var app = Commands.Open(line, check: false);
        findings.AddRange(Settings(app.Services));
        if (findings.TrueForAll(f => f.Health != Health.Wrong)) findings.AddRange(await LookAround(app.Services));
        foreach (var finding in findings) await output.WriteLineAsync($"{Mark(finding.Health)} {finding.Subject,-10} {finding.Words}");
        var wrong = findings.Count(f => f.Health == Health.Wrong);
        var missing = findings.Exists(f => f.Words.Contains(CheckDatabase.None, StringComparison.Ordinal));
        await output.WriteLineAsync(wrong > 0 ? $"{wrong} to mend." : missing ? "Nothing to mend, but there is no database here yet."
            : "All is well.");
        return wrong == 0 ? 0 : Commands.Wrong;
    }

    private static string Mark(Health health) => health switch
    {
        Health.Good => "[ ok ]",
        Health.Note => "[note]",
        _ => "[MEND]",
    };

    /// <summary>What the start would refuse; the rest is not looked at before that is mended.</summary>
    private static IEnumerable<Finding> Settings(IServiceProvider services)
    {
        var wrong = CheckSettings.Look(services.GetRequiredService<IConfiguration>(), services.GetServices<SettingsSection>()).ToList();
        if (wrong.Count == 0) Try(() => services.GetService<IStartupValidator>()?.Validate());
        if (wrong.Count == 0) Try(() => services.GetRequiredService<Instruments>());
        if (wrong.Count == 0) Try(() => services.GetRequiredService<Core.Calendar.Holidays>());
        return wrong.Count == 0
            ? [Finding.Good("settings",
            $"{services.GetRequiredService<IOptions<InstansiOptions>>().Value.Name}; every setting is in its range.")]
            : wrong.Select(w => Finding.Wrong("settings", w));

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (OptionsValidationException e)
            {
                wrong.AddRange(e.Failures);
            }
            catch (AggregateException e) when (e.InnerExceptions.All(i => i is OptionsValidationException))
            {
                wrong.AddRange(e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(i => i.Failures));
            }
            catch (Exception e) when (e is FormatException or IOException or InvalidDataException)
            {
                wrong.Add(e.Message);
            }
        }
    }

    private static async Task<IEnumerable<Finding>> LookAround(IServiceProvider services)
    {
        var archive = new Archive(services);
        var database = await CheckDatabase.Look(services, archive.DatabaseFile);
        var known = database.Any(f => f.Health == Health.Good);
        var lost = known ? await CheckDatabase.LostKey(services, archive.KeyFile) : null;
        return [.. database, lost ?? CheckMachine.Key(archive.KeyFile), await Telegram(services), await Certificate(services),
            .. await Bucket(services), CheckMachine.Clock(services), CheckMachine.Calendar(services), CheckMachine.Pictures(),
            CheckMachine.Disk(Path.GetDirectoryName(archive.DatabaseFile ?? archive.KeyFile)!)];
    }

    private static async Task<Finding> Certificate(IServiceProvider services) =>
        await services.GetRequiredService<LookAtCertificate>().Trouble() is { } trouble ? Finding.Wrong("tls", trouble + ".")
            : Finding.Good("tls", "no certificate of ours that can be seen from here is near its end.");

    /// <summary>Whether backups can be kept elsewhere, tried for real.</summary>
    private static async Task<IEnumerable<Finding>> Bucket(IServiceProvider services)
    {
        var bucket = services.GetRequiredService<BackupBucket>();
        if (!bucket.IsOn) return [];
        if (await bucket.Trouble() is { } trouble) return [Finding.Wrong("bucket", trouble)];
        return services.GetRequiredService<IOptions<BackupOptions>>().Value.Passphrase.Length > 0
            ? [Finding.Good("bucket", $"{bucket.Words} keeps what is put there.")]
            : [Finding.Note("bucket", $"{bucket.Words} keeps what is put there, unsealed: whoever runs it can read people's data. Set Backups:Passphrase.")];
    }

    private static async Task<Finding> Telegram(IServiceProvider services)
    {
        var (name, trouble) = await Bot.Telegram.AskTelegram.WhoAmI(services);
        if (trouble is not null) return Finding.Wrong("telegram", trouble);
        return name is null ? Finding.Good("telegram", "off: without Telegram:Token the web chat is the only door.")
            : Finding.Good("telegram", $"answers as {name}.");
    }
}
