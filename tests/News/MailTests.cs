using System.Net;
using System.Text.RegularExpressions;
using Core.Alarms;
using Core.Messaging;
using Core.News;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Tests.News;

/// <summary>Mails to people who complained in a browser, against an SMTP server of the test's own.</summary>
public sealed partial class MailTests
{
    private const string Address = "nurhayati@contoh.id";

    [Fact]
    public async Task An_address_is_used_only_once_its_owner_said_that_it_is_theirs_and_mails_say_no_word_of_the_complaint()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        (await ibu.Form("/chat/kabar", ("do", "mail"), ("address", Address))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await host.Until(() => Task.FromResult(host.Mail.Mails.Count == 1));
        var question = host.Mail.Mails[0];

        await host.News();
        host.Mail.Mails.Count.ShouldBe(1); // nothing but the question
        var confirm = PathIn(question.TextBody, "ya");
        (await ibu.Http.GetStringAsync(confirm)).ShouldContain("Ya, ini alamat saya");
        await using (var db = await host.Open()) (await db.NewsWays.SingleAsync()).Confirmed.ShouldBeFalse(); // looking is no press
        (await ibu.Http.PostAsync(confirm, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.News();
        await host.Until(() => Task.FromResult(host.Mail.Mails.Count == 2));

        var news = host.Mail.Mails[1];
        news.To.ToString().ShouldBe(Address);
        news.From.Mailboxes.Single().Address.ShouldBe("suara@contoh.go.id");
        news.Subject.ShouldBe("Ada kabar untuk pengaduan Anda");
        news.TextBody!.ShouldNotContain("Nurhayati");
        foreach (var mail in host.Mail.Mails)
        {
            mail.Headers["List-Unsubscribe"]!.ShouldContain("https://suara.contoh.go.id/kabar/berhenti/");
            mail.TextBody!.ShouldContain("Untuk berhenti menerimanya: https://suara.contoh.go.id/kabar/berhenti/");
            mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        }

        host.Log.Lines.ShouldAllBe(line => !line.Contains("rahasia-surat-77", StringComparison.Ordinal));
        host.Log.Lines.Where(line => !line.Contains("DbCommand", StringComparison.Ordinal))
            .ShouldAllBe(line => !line.Contains(Address, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_alarm_goes_to_the_mailboxes_of_the_settings_and_to_no_other_by_that_way()
    {
        await using var host = await NewsHost.Start(("Alarms:To", "mail:petugas@contoh.go.id"));
        await using var db = await host.Open();
        var receiver = (await host.Get<FindReceivers>().Find(db)).ShouldHaveSingleItem();
        var alarm = receiver.Message(LocalizedText.InEach(words => words["alarm.told", "Cadangan gagal."]), "alarm:told:backup:1");

        await host.Get<WriteQueue>().Enqueue(async write => await host.Get<SendLater>().Put(write, alarm));
        await host.Until(() => Task.FromResult(host.Mail.Mails.Count == 1));
        var other = await host.Channel("mail").Send(new OutgoingMessage { Address = "lain@contoh.id", Text = "x" }, default);

        var mail = host.Mail.Mails.ShouldHaveSingleItem();
        mail.To.ToString().ShouldBe("petugas@contoh.go.id");
        mail.Subject!.ShouldContain("kabar tentang sistem layanan");
        mail.TextBody!.ReplaceLineEndings("\n").Trim().ShouldBe("Sistem perlu perhatian\n\nCadangan gagal.");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        other.ShouldBeOfType<SendOutcome.Unreachable>();
    }

    [Fact]
    public async Task Every_mail_can_be_stopped_by_its_link_and_by_the_mail_program()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await Confirmed(host, ibu);
        var stop = PathIn(host.Mail.Mails[0].TextBody, "berhenti");

        (await ibu.Http.GetStringAsync(stop)).ShouldContain("Berhenti dan hapus alamat");
        (await ibu.Http.PostAsync(stop.Replace("/berhenti/1/", "/berhenti/1/0"), null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = await host.Open();
        (await db.NewsWays.CountAsync()).ShouldBe(1);
        (await ibu.Form(stop, ("List-Unsubscribe", "One-Click"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await db.NewsWays.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_link_that_came_too_late_confirms_nothing_and_the_address_is_forgotten()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await ibu.Form("/chat/kabar", ("do", "mail"), ("address", Address));
        await host.Until(() => Task.FromResult(host.Mail.Mails.Count == 1));

        host.Time.Advance(TimeSpan.FromDays(2));
        (await ibu.Http.PostAsync(PathIn(host.Mail.Mails[0].TextBody, "ya"), null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await host.Get<CallReaders>().Forget();

        await using var db = await host.Open();
        (await db.NewsWays.AnyAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("nurhayati")]
    [InlineData("nurhayati@")]
    [InlineData("a@b")]
    [InlineData("nurhayati@contoh.id, lain@contoh.id")]
    [InlineData("Nurhayati <nurhayati@contoh.id>")]
    [InlineData("nurhayati@contoh.id\r\nBcc: lain@contoh.id")]
    public async Task What_is_no_address_is_told_so_and_nothing_is_sent(string typed)
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();

        (await (await ibu.Form("/chat/kabar", ("do", "mail"), ("address", typed))).Content.ReadAsStringAsync())
            .ShouldContain("bukan alamat e-mail");

        await using var db = await host.Open();
        (await db.NewsWays.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Somebody_who_asks_for_mails_to_many_is_stopped()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        var slowed = 0;
        for (var i = 0; i < 9; i++)
        {
            using var answer = await ibu.Form("/chat/kabar", ("do", "mail"), ("address", $"orang{i}@contoh.id"));
            if ((await answer.Content.ReadAsStringAsync()).Contains("Terlalu banyak", StringComparison.Ordinal)) slowed++;
        }

        slowed.ShouldBe(3);
    }

    [Fact]
    public async Task A_mailbox_is_asked_a_few_times_a_day_whoever_asks()
    {
        await using var host = await NewsHost.Start();
        var asked = 0;
        for (var i = 0; i < 6; i++)
        {
            using var somebody = await host.Talk();
            var address = i % 2 == 0 ? "ibu@contoh.id" : "IBU@contoh.id";
            using var answer = await somebody.Form("/chat/kabar", ("do", "mail"), ("address", address));
            if (answer.StatusCode == HttpStatusCode.SeeOther) asked++;
        }

        asked.ShouldBe(4);
    }

    [Theory]
    [InlineData("ibu@contoh.id\r\nBcc: semua@contoh.id")]
    [InlineData("ibu@contoh.id\nBcc: semua@contoh.id")]
    [InlineData("ibu@contoh.id,semua@contoh.id")]
    [InlineData("ibu@contoh.id;semua@contoh.id")]
    [InlineData("ibu@contoh.id semua@contoh.id")]
    [InlineData("Ibu <ibu@contoh.id>")]
    [InlineData("\"ibu\"@contoh.id")]
    [InlineData("ibu@[127.0.0.1]")]
    [InlineData("ibu@127.0.0.1")]
    [InlineData("ibu@localhost")]
    [InlineData("@contoh.id")]
    [InlineData("ibu@contoh.id\u2028Bcc: x@y.id")]
    [InlineData("grup: a@b.id, c@d.id;")]
    [InlineData("a@b.id (x)")]
    public async Task What_is_not_one_bare_address_is_asked_of_nobody(string address)
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();

        using var answer = await ibu.Form("/chat/kabar", ("do", "mail"), ("address", address));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = await host.Open();
        (await db.NewsWays.AnyAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("RCPT", "450 4.2.1 coba lagi", typeof(SendOutcome.Later))]
    [InlineData("RCPT", "550 5.1.1 tidak ada", typeof(SendOutcome.Unreachable))]
    [InlineData("RCPT", "550 relay tidak boleh", typeof(SendOutcome.Later))]
    [InlineData("MAIL", "553 pengirim salah", typeof(SendOutcome.Later))]
    [InlineData("AUTH", "535 5.7.8 sandi salah", typeof(SendOutcome.Later))]
    [InlineData("DATA", "421 4.3.2 sibuk", typeof(SendOutcome.Later))]
    [InlineData("EHLO", "", typeof(SendOutcome.Later))]
    public async Task Faults_of_the_server_are_tried_again_and_a_mailbox_that_is_not_there_is_forgotten(string command, string answer,
        Type outcome)
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await Confirmed(host, ibu);
        host.Mail.Faults[command] = answer;

        var said = await Send(host);

        said.GetType().ShouldBe(outcome);
        host.Log.Lines.ShouldAllBe(line => !line.Contains("rahasia-surat-77", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_could_not_be_sent_goes_when_the_server_is_back()
    {
        await using var host = await NewsHost.Start();
        using var ibu = await host.Talk();
        await Confirmed(host, ibu);
        host.Mail.Faults["MAIL"] = "451 4.3.0 rusak";
        await host.News();
        await host.Until(() => Task.FromResult(host.Mail.Heard.Count(h => h.StartsWith("MAIL", StringComparison.Ordinal)) > 1));

        host.Mail.Faults.Clear();
        await host.Until(() => Task.FromResult(host.Mail.Mails.Count == 2), step: TimeSpan.FromSeconds(10));
        host.Mail.Mails[1].Subject.ShouldBe("Ada kabar untuk pengaduan Anda");
    }

    [Fact]
    public async Task Without_a_server_no_address_is_asked_for()
    {
        await using var host = await NewsHost.Start(("Mail:Host", ""));
        using var ibu = await host.Talk();

        (await ibu.Http.GetStringAsync("/chat/kabar")).ShouldNotContain("type=\"email\"");
        await ibu.Form("/chat/kabar", ("do", "mail"), ("address", Address));

        await using var db = await host.Open();
        (await db.NewsWays.AnyAsync()).ShouldBeFalse();
    }

    private static async Task Confirmed(NewsHost host, NewsBrowser browser)
    {
        await browser.Form("/chat/kabar", ("do", "mail"), ("address", Address));
        await host.Until(() => Task.FromResult(host.Mail.Mails.Count == 1));
        (await browser.Http.PostAsync(PathIn(host.Mail.Mails[0].TextBody, "ya"), null)).EnsureSuccessStatusCode();
    }

    private static async Task<SendOutcome> Send(NewsHost host)
    {
        await using var db = await host.Open();
        var way = await db.NewsWays.SingleAsync();
        return await host.Channel("mail").Send(new OutgoingMessage { Address = $"{way.Id}", Text = "Ada kabar." }, default);
    }

    private static string PathIn(string? text, string kind) =>
        new Uri(Link().Matches(text!).Select(m => m.Value).First(l => l.Contains($"/kabar/{kind}/", StringComparison.Ordinal)))
            .PathAndQuery;

    [GeneratedRegex("https://[^\\s]+")]
    private static partial Regex Link();
}
