using Bot;
using Microsoft.Extensions.Configuration;

namespace Tests.CommandLine;

/// <summary>Secrets come from files, and a file that is not there is said by the setting that names it.</summary>
public sealed class SecretsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    [Fact]
    public void A_file_that_a_setting_names_gives_the_secret_without_its_line_end()
    {
        var file = Write("token", "123456:abcdefghij\n");
        var configuration = Read(("Telegram:Token", "999:lama"), ("Telegram:TokenFile", file));

        configuration["Telegram:Token"].ShouldBe("123456:abcdefghij");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_said_by_its_setting() =>
        Should.Throw<InvalidDataException>(() => Read(("Backups:PassphraseFile", Path.Combine(_folder, "nowhere")))).Message
            .ShouldStartWith("Backups:PassphraseFile names ");

    [Fact]
    public void An_empty_file_is_said_instead_of_switching_off_what_it_is_for()
    {
        var file = Write("Backups__Passphrase", "\n");

        Should.Throw<InvalidDataException>(() => Read(("Backups:PassphraseFile", file))).Message.ShouldContain("which is empty");
        Should.Throw<InvalidDataException>(() => ReadSecrets.AddFolder(new ConfigurationManager(), _folder)).Message
            .ShouldStartWith("Backups:Passphrase names ");
    }

    [Fact]
    public void What_is_typed_on_the_command_line_wins_over_a_file()
    {
        var file = Write("frasa", "kuda liar di padang");

        Bot.Settings.CreateBuilder([$"--Backups:PassphraseFile={file}", "--Backups:Passphrase=kuda liar di pantai"])
            .Configuration["Backups:Passphrase"].ShouldBe("kuda liar di pantai");
        Bot.Settings.CreateBuilder([$"--Backups:PassphraseFile={file}"])
            .Configuration["Backups:Passphrase"].ShouldBe("kuda liar di padang");
    }

    [Fact]
    public void A_folder_of_secrets_serves_every_setting_by_the_names_of_its_files()
    {
        Write("Telegram__Token", "123456:dari-systemd\n");
        var configuration = new ConfigurationManager();
        ReadSecrets.AddFolder(configuration, _folder);

        configuration["Telegram:Token"]!.Trim().ShouldBe("123456:dari-systemd");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ConfigurationManager Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        ReadSecrets.AddTo(configuration);
        return configuration;
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
