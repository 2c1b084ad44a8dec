using Bot.Reports;
using Core.Membership.Joining;
using Core.Messaging;
using Core.People;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using Tests.Telegram;

namespace Tests.Membership;

public sealed class MembershipTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Membership/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name)
    {
        var town = name == "inviting" ? WithLinks() : new Town();
        File.WriteAllText(Path.Combine(town.Folder, "instansi.key"), new string('7', 64));
        var jobs = new Dictionary<string, Func<IServiceProvider, Task>>
        {
            ["undangan-pertama"] = s => s
            .GetRequiredService<FirstAdministrator>().Payload()
        };
        return TranscriptFiles.Play("Membership/transcripts", name, town, jobs);
    }

    [Fact]
    public async Task On_Telegram_an_invitation_comes_as_a_picture_of_its_code_with_the_link_below()
    {
        await using var town = WithLinks();
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        foreach (var words in new[] { "/undang", "ASN", "DINSOS", "5 orang", "7 hari" }) await town.Say("ratna", words);
        var shown = town.LastTo("ratna");
        await using var line = await Line.Open();
        line.Server.Chat(42);
        (await line.Send(shown with { Address = "42" })).ShouldBeOfType<SendOutcome.Sent>();
        var sent = line.Server.Chat(42).Last!;
        line.Server.Calls("sendPhoto").ShouldBe(1);
        sent.File!.Take(8).ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        sent.Text.ShouldContain("https://t.me/suara_uji_bot?start=undangan_1-");
        sent.Text.ShouldContain("https://suara.example/chat?start=undangan_1-");
        line.Server.Violations.ShouldBeEmpty();
    }

    /// <summary>With both doors open, and codes that are really drawn.</summary>
    private static Town WithLinks()
    {
        var settings = new Dictionary<string, string?> { ["Reports:Folder"] = Directory.CreateTempSubdirectory("codes-").FullName };
        return new Town(settings, services => services.AddReports(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(Links()));
    }

    private static StartLinks Links()
    {
        var links = new StartLinks();
        links.Set(new StartLink("web", "https://suara.example/chat?start=", InBrowser: true));
        links.Set(new StartLink("telegram", "https://t.me/suara_uji_bot?start="));
        return links;
    }
}
