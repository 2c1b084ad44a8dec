using Bot;
using Bot.Web;
using Bot.Web.Chat;
using Core.Messaging;
using Core.Persistence;
using Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Tests.Web;

public class ChatSettingsTests
{
    [Fact]
    public void The_settings_in_place_are_right() => Check([]).ShouldBeEmpty();

    [Fact]
    public void Every_wrong_setting_is_named_with_what_to_write()
    {
        var wrong = Check(new() { ["KeepDays"] = "0", ["UploadMegabytes"] = "5000", ["PostsPerMinute"] = "0" })
            .Concat(new CheckWebOptions().Validate(null, new() { Url = "localhost", PublicUrl = "suara", UploadFolder = " " }).Failures!)
            .ToList();
        wrong.Count.ShouldBe(6);
        wrong.ShouldContain("Web:KeepDays is 0. Write a whole number from 1 to 365.");
        wrong.ShouldAllBe(sentence => sentence.StartsWith("Web:", StringComparison.Ordinal) && sentence.Contains("rite "));
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start() =>
        (await Should.ThrowAsync<OptionsValidationException>(() => ChatHost.Start(("Web:PublicUrl", "suara")))).Message.ShouldContain(
            "Web:PublicUrl");

    [Fact]
    public async Task Old_lines_and_files_are_forgotten_and_uploads_stay_longer_than_talks()
    {
        await using var host = await ChatHost.Start(("Web:KeepDays", "7"));
        using var budi = await ChatBrowser.Open(host);
        await budi.Upload("u-0000001", "foto.png", "image/png", [1, 2, 3]);
        var (to, upload) = (host.Received.Single().Address, host.Received.Single().Files.Single().Reference);
        await host.Say(new OutgoingMessage { Address = to, Text = "ekspor", File = new(await Temporary(), "ekspor.csv", Picture: false) });
        await Age(host, days: 8);

        (await host.Get<ForgetWebMessages>().Run()).ShouldBe(3);
        (await budi.History()).ShouldBeEmpty();
        Directory.GetFiles(host.Get<IOptions<WebOptions>>().Value.UploadFolder).Select(Path.GetFileName).ShouldBe([upload]);
    }

    [Fact]
    public async Task A_file_from_us_is_given_to_its_browser_even_when_the_original_is_gone()
    {
        await using var host = await ChatHost.Start();
        using var budi = await ChatBrowser.Open(host);
        await budi.Post(new { id = "m-0000001", text = "Halo" });
        var path = await Temporary();
        var id = await host.Say(new OutgoingMessage
        {
            Address = host.Received.Single().Address,
            Text = "",
            File = new(path, "ekspor.csv", Picture: false)
        });
        File.Delete(path);
        (await budi.Http.GetStringAsync($"/chat/files/{id}")).ShouldBe("unit;nilai");
    }

    private static async Task<string> Temporary()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("chat-file-").FullName, "ekspor.csv");
        await File.WriteAllTextAsync(path, "unit;nilai");
        return path;
    }

    private static async Task Age(ChatHost host, int days)
    {
        await using var db = await host.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var past = TimeProvider.System.GetUtcNow().AddDays(-days);
        await db.WebMessages.ExecuteUpdateAsync(set => set.SetProperty(m => m.At, past));
        foreach (var file in Directory.GetFiles(host.Get<IOptions<WebOptions>>().Value.UploadFolder))
            File.SetLastWriteTimeUtc(file, past.UtcDateTime);
    }

    private static IReadOnlyList<string> Check(Dictionary<string, string> web) => CheckSettings.Look(
        new ConfigurationBuilder().AddInMemoryCollection(web.Select(w => KeyValuePair.Create($"Web:{w.Key}", (string?)w.Value))).Build(),
            [new SettingsSection("Web", typeof(WebOptions))]);
}
