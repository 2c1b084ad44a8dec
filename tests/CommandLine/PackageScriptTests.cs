using System.Diagnostics;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>The package's scripts, in folders of a test's own and with programs that only say what they were asked.</summary>
[Trait("Database", "any")]
public sealed class PackageScriptTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("package-").FullName;

    [Theory]
    [InlineData(0, 0, "lama")]
    [InlineData(4, 0, "lama")] // in place, and held back at the start
    [InlineData(1, 1, "baru")]
    public void A_rollback_goes_on_with_the_version_that_fits_the_data(int restored, int code, string program)
    {
        Write("usr/lib/suara-layanan/Bot", "baru");
        Write("usr/lib/suara-layanan/former/Bot", "lama");
        Write("usr/lib/suara-layanan/former/version", "1.0.0");
        Write("usr/lib/suara-layanan/former/backup", "/cadangan.zip");
        Write("bin/suara", $"case $1 in same-schema) exit 3 ;; restore) exit {restored} ;; esac");
        Write("bin/id", "echo 0");

        Run("rollback", "--restore").Code.ShouldBe(code);

        File.ReadAllText(Path.Combine(_root, "usr/lib/suara-layanan/Bot")).ShouldEndWith($"{program}\n");
    }

    [Fact]
    public void A_command_reads_the_settings_as_systemd_does()
    {
        Write("usr/lib/suara-layanan/environment.awk", File.ReadAllText(Path.Combine(Golden.Repository, "deploy/deb/environment.awk")));
        Write("usr/lib/suara-layanan/Bot", "env");
        Write("bin/id", "echo suara");
        Directory.CreateDirectory(Path.Combine(_root, "var/lib/suara-layanan"));
        Write("etc/suara-layanan/suara.env", """
            #A=komentar
            ; B=komentar
            Database__ConnectionString=Host=127.0.0.1;Database=suara;Password=a$b`c
              C = terpisah spasi  \t
            D='satu $dua; "tiga"'
            E="ada \"kutip\" dan \$"
            F=it's
            G=
            H='satu''dua'
            I=baris \
            lanjut
            1J=bukan nama
            """.Replace("\\t", "\t", StringComparison.Ordinal));

        var said = Run("suara", "doctor").Said;

        foreach (var line in (string[])["Database__ConnectionString=Host=127.0.0.1;Database=suara;Password=a$b`c", "C=terpisah spasi",
            "D=satu $dua; \"tiga\"", "E=ada \"kutip\" dan $", "F=it's", "G=", "H=satudua", "I=baris lanjut"])
            said.Split('\n').ShouldContain(line);
        said.ShouldNotContain("komentar");
        said.ShouldNotContain("bukan nama");
    }

    [Fact]
    public void A_command_has_the_secrets_of_the_service_that_runs()
    {
        Write("usr/lib/suara-layanan/Bot", "echo $CREDENTIALS_DIRECTORY $*");
        Write("bin/id", "echo suara");
        Directory.CreateDirectory(Path.Combine(_root, "var/lib/suara-layanan"));
        var folder = Directory.CreateDirectory(Path.Combine(_root, "run/credentials/suara-layanan.service")).FullName;

        Run("suara", "doctor").Said.ShouldBe($"{folder} doctor\n");
    }

    [Fact]
    public void A_command_beside_a_stopped_service_is_given_the_secrets_as_the_service_is()
    {
        Directory.CreateDirectory(Path.Combine(_root, "run/systemd/system"));
        Write("bin/id", "echo root");
        Write("bin/systemd-run", "for word in \"$@\"; do echo \"<$word>\"; done");
        Write("bin/systemctl", """
            cat <<'E'
            LoadCredentialEncrypted=Backups__Passphrase:/etc/suara-layanan/frasa sandi.cred
            # LoadCredential=Lama:/etc/lama
            SetCredentialEncrypted=Telegram__Token: \
                    abc \
                    def
            E
            """);

        var said = Run("suara", "restore", "a b.zip", "--force").Said.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        said.ShouldBe(["<--quiet>", "<--wait>", "<--collect>", "<--pipe>", "<-p>", "<User=suara>", "<-p>", "<Group=suara>", "<-p>",
            "<LoadCredentialEncrypted=Backups__Passphrase:/etc/suara-layanan/frasa sandi.cred>", "<-p>",
            "<SetCredentialEncrypted=Telegram__Token:         abc         def>", $"<{_root}/usr/bin/suara>", "<restore>", "<a b.zip>", "<--force>"]);
    }

    /// <summary>Wherever the settings put the key.</summary>
    [Theory]
    [InlineData("echo \"Written: $0.zip (1.0 MB, files beside it). It holds people's data.\"", true)]
    [InlineData("echo \"Written: $0.zip (1.0 MB, files beside it).\"; echo 'no answer from the bucket'; exit 1", true)]
    [InlineData("echo 'There is no key at /srv/suara/instansi.key.'; exit 1", false)]
    public void An_upgrade_puts_aside_what_it_can_go_back_to_or_says_why_not(string backup, bool isKept)
    {
        Write("usr/lib/suara-layanan/Bot", "lama");
        Write("usr/lib/suara-layanan/former/Bot", "lebih lama");
        Write("usr/bin/suara", backup);
        Write("usr/bin/suara.zip", "cadangan");
        Write("bin/runuser", "shift 3; exec \"$@\"");

        var (code, said) = Run("preinst", "upgrade", "1.0.0");

        code.ShouldBe(0, said);
        File.Exists(Path.Combine(_root, "usr/bin/before-upgrade.zip")).ShouldBe(isKept);
        var former = Path.Combine(_root, "usr/lib/suara-layanan/former/Bot");
        (File.Exists(former) ? File.ReadAllLines(former)[^1] : null).ShouldBe(isKept ? "lama" : null);
        if (!isKept) said.ShouldMatch("(?s)There is no key at /srv/suara/instansi.key.*there is no way back");
        if (backup.Contains("bucket")) said.ShouldContain("no answer from the bucket");
    }

    [Theory]
    [InlineData("1.0.0", 1, true)] // removed and installed again
    [InlineData("1.0.0", 0, false)]
    [InlineData("", 1, true)]
    public void Whoever_installs_hears_how_to_start_it_where_it_is_not_enabled(string before, int disabled, bool isTold)
    {
        Directory.CreateDirectory(Path.Combine(_root, "run/systemd/system"));
        foreach (var done in (string[])["install", "chown", "chmod", "getent", "ln"]) Write($"bin/{done}", "");
        Write("bin/systemctl", $"case $1 in is-enabled) exit {disabled} ;; esac");

        var (code, said) = Run("postinst", "configure", before);

        code.ShouldBe(0, said);
        said.Contains("systemctl enable --now suara-layanan", StringComparison.Ordinal).ShouldBe(isTold);
    }

    [Fact]
    public void A_package_holds_the_program_of_the_version_that_it_says()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Golden.Repository, "deploy"), "*", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(Golden.Repository, file), File.ReadAllText(file));
        foreach (var file in (string[])["LICENSE", "appsettings.example.json"]) Write(file, "");
        Write("artifacts/linux-x64/Bot", "lama");
        Write("deploy/publish", "mkdir -p artifacts/linux-$1; echo baru > artifacts/linux-$1/Bot");
        Write("deploy/version", "echo 1.2.3");
        Write("bin/dpkg-deb", "for last; do :; done; cp \"$5/usr/lib/suara-layanan/Bot\" \"$last\"");

        var (code, said) = Start(Path.Combine(_root, "deploy/build-deb"), "x64");

        code.ShouldBe(0, said);
        File.ReadAllText(Path.Combine(_root, "artifacts/suara-layanan_1.2.3_amd64.deb")).ShouldBe("baru\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Runs one of them with every folder of the system moved below the test's own.</summary>
    private (int Code, string Said) Run(string script, params string[] args)
    {
        var text = File.ReadAllText(Path.Combine(Golden.Repository, "deploy/deb", script));
        foreach (var folder in new[] { "/usr/lib", "/usr/bin", "/var/lib", "/etc", "/run" })
            text = text.Replace(folder + "/", $"{_root}{folder}/", StringComparison.Ordinal);
        Write($"bin/{script}", text);
        return Start(Path.Combine(_root, "bin", script), args);
    }

    private (int Code, string Said) Start(string script, params string[] args)
    {
        var start = new ProcessStartInfo("sh", [script, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_root}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said + error.Result);
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.StartsWith("#!", StringComparison.Ordinal) ? text : $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
