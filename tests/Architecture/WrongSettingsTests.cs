using Bot;
using Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tests.Architecture;

/// <summary>
/// For every setting there is: a value of the wrong kind, one out of its range and a mistyped key stop the start, with the key in the
/// sentence.
/// </summary>
public sealed class WrongSettingsTests
{
    /// <summary>Both doors open, so that every check runs.</summary>
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["Telegram:Token"] = "123456:abcdefghij",
        ["Telegram:Mode"] = "webhook",
        ["Telegram:Webhook:Url"] = "https://suara.example/telegram/webhook",
        ["Telegram:Webhook:SecretToken"] = "rahasia-sekali",
    };

    /// <summary>A wrong value for each setting that is a text; null for one that takes any text.</summary>
    private static readonly Dictionary<string, string?> WrongTexts = new()
    {
        ["Instansi:Name"] = "",
        ["Instansi:TimeZone"] = "Asia/Payakumbuh",
        ["Instansi:KeyFile"] = "",
        ["Database:Provider"] = "oracle",
        ["Database:ConnectionString"] = "bot.db",
        ["Telegram:Token"] = "rahasia",
        ["Telegram:BaseUrl"] = "api",
        ["Telegram:Mode"] = "push",
        ["Telegram:BotName"] = "@suara bot",
        ["Telegram:Webhook:Url"] = "suara.example",
        ["Telegram:Webhook:SecretToken"] = "tanda seru!",
        ["Web:Url"] = "5080",
        ["Web:PublicUrl"] = "suara.example",
        ["Web:PathBase"] = "suara/",
        ["Web:UploadFolder"] = " ",
        ["Push:Services"] = "https://fcm.googleapis.com",
        ["Mail:Host"] = "mail kota",
        ["Mail:User"] = null,
        ["Mail:Password"] = null,
        ["Mail:From"] = "suara",
        ["Ratings:Instrument"] = "",
        ["Complaints:AttachmentFolder"] = "",
        ["Complaints:DutyUnits"] = "RSUD; DAMKAR",
        ["Complaints:InspectorateUnit"] = null,
        ["Lapor:BaseUrl"] = "http://lapor.example",
        ["Lapor:AuthHeader"] = "auth: Bearer",
        ["Lapor:Auth"] = null,
        ["Lapor:AuthFile"] = null,
        ["Lapor:Token"] = null,
        ["Lapor:TokenFile"] = null,
        ["Lapor:MappingFile"] = "tidak-ada.csv",
        ["Lapor:AnswerKinds"] = null,
        ["Reports:Folder"] = "",
        ["Reports:CoatOfArms"] = "tidak-ada.png",
        ["Reports:Town"] = null,
        ["Reports:Address"] = null,
        ["Reports:SignerTitle"] = null,
        ["Reports:SignerName"] = null,
        ["Metrics:Endpoint"] = "kolektor",
        ["Metrics:Url"] = "9464",
        ["Alarms:To"] = "ratna",
        ["Backups:Folder"] = "",
        ["Backups:Passphrase"] = "pendek",
        ["Backups:PassphraseFile"] = null,
        ["Backups:S3:Endpoint"] = "s3.kota.go.id",
        ["Backups:S3:Bucket"] = "Cadangan Suara",
        ["Backups:S3:Region"] = "Jakarta 1",
        ["Backups:S3:AccessKeyId"] = null,
        ["Backups:S3:SecretKey"] = null,
        ["Backups:S3:SecretKeyFile"] = null,
        ["Backups:S3:Prefix"] = "/suara/",
        ["Telegram:TokenFile"] = null,
        ["Telegram:Webhook:SecretTokenFile"] = null,
        ["Database:ConnectionStringFile"] = null,
        ["Web:ProxyNetworks"] = "10.0.0.0",
        ["Intents:WordsFile"] = "tidak-ada.txt",
        ["Intents:EmergencyNumber"] = "",
        ["Intents:FireNumber"] = "",
        ["Intents:PoliceNumber"] = "",
        ["Intents:MentalHealthNumber"] = "",
        ["Ratings:InstrumentFolder"] = null,
        ["Database:ToolsFolder"] = null,
        ["Calendar:HolidayFolder"] = null,
        ["Outbox:Instance"] = null,
        ["NationalSurvey:BaseUrl"] = "http://skm.go.id/api/v3",
        ["NationalSurvey:Method"] = "",
        ["NationalSurvey:Token"] = null,
        ["NationalSurvey:TokenFile"] = null,
        ["NationalSurvey:Surveys"] = "DINSOS",
        ["NationalSurvey:Unsur"] = "U1=1",
        ["NationalSurvey:Fields"] = "survey=survey_id",
        ["NationalSurvey:From"] = "November",
        ["Privacy:Contact"] = null,
    };

    private static readonly string[] Wrong = ["banyak", "-1000000000", "99999999999999", "1,5"];

    /// <summary>Numbers that SP4N-LAPOR! gives, which have no greatest.</summary>
    private static readonly string[] NumbersOfOthers = ["Lapor:UserId", "Lapor:Channel", "Lapor:Location"];

    public static TheoryData<string> Sections => [.. All().Select(s => s.Path).Distinct()];

    [Fact]
    public void What_is_right_is_not_refused() => Problems(Right).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_value_of_the_wrong_kind_or_out_of_range_is_refused_by_its_key(string section)
    {
        foreach (var (key, type) in Settings().Where(s => s.Key.StartsWith(section + ":", StringComparison.Ordinal)))
            foreach (var value in WrongValues(key, type))
                Problems(new(Right) { [key] = value })
                    .ShouldContain(p => p.Contains(key, StringComparison.Ordinal), $"{key} = \"{value}\"");
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_mistyped_key_is_refused_with_the_one_that_was_meant(string section)
    {
        foreach (var (key, _) in Settings().Where(s => s.Key.StartsWith(section + ":", StringComparison.Ordinal)))
            Problems(new(Right) { [key + "x"] = "1" })
                .ShouldContain(p => p.StartsWith(key + "x is no setting", StringComparison.Ordinal) && p.Contains($"Did you mean {key}?"),
                key);
    }

    [Fact]
    public void A_mistyped_section_is_refused_too() =>
        Problems(new(Right) { ["Complaint:KeepYears"] = "3" }).ShouldHaveSingleItem().ShouldContain("Did you mean Complaints?");

    [Fact]
    public void Every_text_setting_has_its_wrong_value_here() =>
        Settings().Where(s => s.Type == typeof(string) && !WrongTexts.ContainsKey(s.Key)).Select(s => s.Key).ShouldBeEmpty();

    /// <summary>It would stand in links, logs and papers, and none of our callers sends it.</summary>
    [Theory]
    [InlineData("Web:PublicUrl", "https://budi:rahasia-1234@suara.example")]
    [InlineData("Web:Url", "http://127.0.0.1:5080;http://budi:rahasia-1234@127.0.0.1:5081")]
    [InlineData("Metrics:Endpoint", "http://budi:rahasia-1234@127.0.0.1:4317")]
    [InlineData("Metrics:Endpoint", "https://rahasia-1234@[::1]:4317")]
    [InlineData("Metrics:Url", "http://budi:rahasia-1234@127.0.0.1:9464")]
    [InlineData("Telegram:BaseUrl", "https://budi:rahasia-1234@api.example")]
    [InlineData("Backups:S3:Endpoint", "https://budi:rahasia-1234@s3.example")]
    [InlineData("NationalSurvey:BaseUrl", "https://budi:rahasia-1234@skm.example/api")]
    [InlineData("Lapor:BaseUrl", "https://budi:rahasia-1234@lapor.example/api")]
    public void An_address_with_a_password_is_refused_and_not_repeated(string key, string value)
    {
        var problems = Problems(new(Right) { [key] = value });

        problems.ShouldContain(p => p.StartsWith($"{key} holds a name or password", StringComparison.Ordinal));
        problems.ShouldAllBe(p => !p.Contains("1234", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://[::1]:4317")]
    [InlineData("https://otel.kota.go.id/v1?a=b@c")]
    public void An_address_of_another_shape_is_taken(string value) =>
        Problems(new(Right) { ["Metrics:Endpoint"] = value }).ShouldBeEmpty();

    [Theory]
    [InlineData("telegramm:12", "telegramm is no channel")]
    [InlineData("telegram:12, whatsapp:62812", "whatsapp is no channel")]
    [InlineData("https://contoh.go.id/hook", "https is no channel")]
    [InlineData("mail:petugas@kota.go.id", "Mail:Host is empty")]
    [InlineData("mail:petugas", "\"petugas\" is no address")]
    public void Alarms_to_a_chat_that_there_is_not_stop_the_start(string value, string said) =>
        Problems(new(Right) { ["Alarms:To"] = value })
            .ShouldContain(p => p.StartsWith("Alarms:To", StringComparison.Ordinal) && p.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Every_class_of_settings_is_looked_at()
    {
        var looked = All().SelectMany(s => With(s.Options)).ToHashSet();
        typeof(Services).Assembly.GetTypes().Concat(typeof(SettingsSection).Assembly.GetTypes())
            .Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t.GetConstructor([]) is not null && !t.IsAbstract
                && t.GetProperties().Any(p => p.CanWrite))
            .Except(looked).Select(t => t.FullName).ShouldBeEmpty();

        static IEnumerable<Type> With(Type options) => options.GetProperties().Select(p => p.PropertyType)
            .Where(t => t.Assembly == options.Assembly && t.IsClass).SelectMany(With).Prepend(options);
    }

    [Fact]
    public void No_sentence_repeats_a_secret() =>
        Problems(new(Right)
        {
            ["Telegram:Token"] = "rahasia-1234",
            ["Telegram:Webhook:SecretToken"] = "rahasia 1234",
            ["Database:ConnectionString"] = "rahasia-1234"
        })
            .ShouldAllBe(p => !p.Contains("1234", StringComparison.Ordinal));

    private static IEnumerable<string> WrongValues(string key, Type type)
    {
        if (type == typeof(string)) return WrongTexts[key] is { } wrong ? [wrong] : [];
        if (type == typeof(bool)) return ["ya", "2"];
        if (type == typeof(TimeOnly)) return ["25:00", "pagi"];
        return type.IsEnum ? ["Lain", "77"] : NumbersOfOthers.Contains(key) ? Wrong : [.. Wrong, "2147483647"];
    }

    private static List<string> Problems(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddParts(configuration)
            .BuildServiceProvider();
        var found = CheckSettings.Look(configuration, services.GetServices<SettingsSection>()).ToList();
        if (found.Count > 0) return found;
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }

    private static IEnumerable<SettingsSection> All() =>
        new ServiceCollection().AddParts(new ConfigurationBuilder().Build()).Select(d => d.ImplementationInstance)
            .OfType<SettingsSection>();

    private static IEnumerable<(string Key, Type Type)> Settings() => All().SelectMany(s => Of(s.Path, s.Options));

    private static IEnumerable<(string Key, Type Type)> Of(string path, Type options) => options.GetProperties().Where(p => p.CanWrite)
        .SelectMany(p => p.PropertyType.Assembly == options.Assembly && p.PropertyType.IsClass ? Of($"{path}:{p.Name}", p.PropertyType)
        : [($"{path}:{p.Name}", p.PropertyType)]);
}
