using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bot.CommandLine;
using Core.Texts;
using Microsoft.Playwright;
using Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tests.CommandLine;

/// <summary>
/// The service as a process of its own, started as the README says, and a citizen at a real browser. With
/// <c>README_PICTURES=1</c> the pictures of the README are taken on the way.
/// </summary>
[Trait("Database", "any")]
public sealed class DemonstrationTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly bool TakesPictures = Environment.GetEnvironmentVariable("README_PICTURES") == "1";

    [ChromiumFact]
    public async Task Five_ratings_in_the_web_chat_change_the_scoreboard_and_one_alone_does_not()
    {
        using var here = new Installation();
        (await here.Run("seed-demo", "--ratings", "700", "--months", "3")).Code.ShouldBe(0);
        here.LetGo();
        var address = $"http://127.0.0.1:{FreePort()}";
        using var service = await Start(here, address);
        try
        {
            var before = await Respondents(address);
            var page = await (await browser.Visit(430, 820)).NewPageAsync();
            await Rate(page, address);
            (await Respondents(address)).ShouldBe(before); // nobody's answers can be read off
            for (var more = 1; await Respondents(address) == before; more++)
            {
                more.ShouldBeLessThan(10);
                await Rate(await (await browser.Visit(430, 820)).NewPageAsync(), address);
            }

            (await Respondents(address)).ShouldBe(before + 5);

            await page.SetViewportSizeAsync(1100, 900);
            await page.GotoAsync(address);
            await Expect(page.GetByText($"{before + 5} penilaian").First).ToBeVisibleAsync();
            await Picture(page, "scoreboard");
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }
    }

    private static async Task Rate(IPage page, string address)
    {
        var words = Wording.Of("id");
        await page.GotoAsync($"{address}/chat?start=DINSOS");
        for (var question = 1; question <= 9; question++)
        {
            await Expect(page.Locator(".line").Last).ToContainTextAsync($"{question}/9");
            if (question == 4) await Picture(page, "chat");
            await page.Locator(".line").Last.Locator(".tap").Nth(question % 3 == 0 ? 3 : 2).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = words["rating.skip-all"] }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words["rating.skip"], Exact = true }).ClickAsync();
        await Expect(page.GetByText("Terima kasih").Last).ToBeVisibleAsync();
    }

    private static async Task<int> Respondents(string address)
    {
        using var http = new HttpClient();
        using var data = JsonDocument.Parse(
            await http.GetStringAsync($"{address}/api/v1/scores?month={TimeProvider.System.GetUtcNow().AddHours(7):yyyy-MM}"));
        return data.RootElement.GetProperty("units").EnumerateArray().Single(u => u.GetProperty("code").GetString() == "DINSOS")
            .GetProperty("respondents").GetInt32();
    }

    private static async Task<Process> Start(Installation here, string address)
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(Commands).Assembly.Location, .. here.Settings, $"--Web:Url={address}"])
        {
            WorkingDirectory = here.Folder,
            RedirectStandardOutput = true
        };
        var service = Process.Start(start)!;
        while (await service.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains($"{address}/chat", StringComparison.Ordinal)) break;
        _ = service.StandardOutput.ReadToEndAsync();
        return service;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Picture(IPage page, string name)
    {
        if (TakesPictures) await page.ScreenshotAsync(new() { Path = Path.Combine(Golden.Repository, "docs", "pictures", $"{name}.png") });
    }
}
