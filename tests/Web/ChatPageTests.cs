using System.Text.RegularExpressions;
using Core.Messaging;
using Microsoft.Playwright;
using Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tests.Web;

public class ChatPageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly DateTime Now = new(2026, 11, 27, 9, 0, 0, DateTimeKind.Utc);
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CHAT_PICTURES");

    [ChromiumFact]
    public async Task A_link_opens_its_card_once_and_a_reload_keeps_the_talk()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "?start=DPMPTSP");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        page.Url.ShouldEndWith("/chat");
        await Write(page, "Halo, apa kabar?");
        await Expect(page.GetByText("Anda menulis: Halo, apa kabar?")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.GetByText("Anda menulis: Halo, apa kabar?")).ToBeVisibleAsync();
        await Expect(page.Locator(".mine")).ToHaveCountAsync(1);
        host.Received.Select(r => r.Text).ShouldBe(["/start DPMPTSP", "Halo, apa kabar?"]);
    }

    [ChromiumFact]
    public async Task The_first_visit_says_start_and_a_card_is_edited_in_its_place()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sesuai", Exact = true }).ClickAsync();
        await Expect(page.GetByText("2/9")).ToBeVisibleAsync();
        await Expect(page.Locator(".line")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mudah", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Terima kasih")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sangat mudah" })).ToHaveCountAsync(0);
        await Expect(page.Locator(".mine")).ToHaveTextAsync(new Regex("^Mudah"));
        await Expect(page.Locator(".text strong").Last).ToHaveTextAsync("84,12 (B, Baik)");

        await page.GetByRole(AriaRole.Button, new() { Name = "/cek K7QF-3MXW-P" }).ClickAsync();
        await Expect(page.GetByText("Anda menulis: /cek K7QF-3MXW-P")).ToBeVisibleAsync();
        host.Received.First().Text.ShouldBe("/start");
    }

    [ChromiumFact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.GetByLabel("Tulis pesan").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("2/9")).ToBeVisibleAsync();
        host.Received.Last().Press.ShouldBe("q01");
        await Expect(page.Locator(".line").Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tidak mudah" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Berhenti" })).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Anda menulis: /adukan")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("dari papan ketik");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Anda menulis: dari papan ketik")).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task What_is_written_without_a_connection_waits_through_a_reload_and_arrives_once()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("Sambungan terputus")).ToBeVisibleAsync();
        await Write(page, "dari lembah");
        await Expect(page.Locator(".pending")).ToContainTextAsync("menunggu");
        await Picture(page, "chat-offline");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("Anda menulis: dari lembah")).ToBeVisibleAsync();
        await Expect(page.Locator(".pending")).ToHaveCountAsync(0);
        await Expect(page.GetByText("Sambungan terputus")).ToHaveCountAsync(0);
        host.Received.Count(r => r.Text == "dari lembah").ShouldBe(1);
    }

    [ChromiumFact]
    public async Task A_message_that_waits_survives_a_reload()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.RouteAsync("**/chat/messages", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await Write(page, "bertahan");
        await Expect(page.Locator(".pending")).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Anda menulis: bertahan")).ToBeVisibleAsync();
        host.Received.Count(r => r.Text == "bertahan").ShouldBe(1);
    }

    [ChromiumFact]
    public async Task A_press_can_be_changed_until_it_is_sent()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "?start=DPMPTSP");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tidak sesuai" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sangat sesuai" }).ClickAsync();
        await Expect(page.Locator(".tap.chosen")).ToHaveTextAsync("Sangat sesuai");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("2/9")).ToBeVisibleAsync();
        host.Received.Where(r => r.Press is not null).Select(r => r.Press).ShouldBe(["q03"]);
    }

    [ChromiumFact]
    public async Task On_a_slow_network_the_press_that_is_shown_is_the_one_that_counts()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "?start=DPMPTSP");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sangat sesuai" }).ClickAsync();
        await Expect(page.GetByText("2/9")).ToBeVisibleAsync();
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/chat/messages", async route =>
        {
            if (route.Request.Method == "POST") await gate.Task;
            await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Tidak mudah" }).ClickAsync();
        var other = page.GetByRole(AriaRole.Button, new() { Name = "Sangat mudah" });
        await Expect(other).ToBeDisabledAsync();
        await page.WaitForFunctionAsync("t => performance.now() > t", await page.EvaluateAsync<double>("performance.now() + 5000"));
        await Expect(other).ToBeDisabledAsync(); // the timer of the press before is long over
        await Expect(page.Locator(".tap.chosen")).ToHaveTextAsync("Tidak mudah");
        gate.SetResult();
        await Expect(page.GetByText("Terima kasih")).ToBeVisibleAsync();
        host.Received.Where(r => r.Press is not null).Select(r => r.Press).ShouldBe(["q03", "q10"]);
    }

    [ChromiumFact]
    public async Task Who_taps_on_while_an_answer_is_on_its_way_does_not_answer_the_next_question()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "?start=DPMPTSP");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.Clock.SetFixedTimeAsync(Now);
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/chat/messages", async route =>
        {
            if (route.Request.Method == "POST") await gate.Task;
            await route.ContinueAsync();
        });
        var first = page.GetByRole(AriaRole.Button, new() { Name = "Sangat sesuai" });
        await first.ClickAsync();
        await Expect(first).ToBeDisabledAsync();
        await first.ClickAsync(new() { Force = true });
        gate.SetResult();
        await Expect(page.GetByText("2/9")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sangat mudah" }).ClickAsync(); // the same finger, still tapping
        await page.Clock.SetFixedTimeAsync(Now.AddSeconds(1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Tidak mudah" }).ClickAsync();
        await Expect(page.GetByText("Terima kasih")).ToBeVisibleAsync();
        host.Received.Where(r => r.Press is not null).Select(r => r.Press).ShouldBe(["q03", "q10"]);
    }

    [ChromiumFact]
    public async Task What_comes_together_is_read_from_its_first_line()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "", 360, 420);
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.Clock.SetFixedTimeAsync(Now);
        await Write(page, "Halo");
        var first = page.GetByText("Anda menulis: Halo");
        await Expect(first).ToBeInViewportAsync();

        var more = string.Concat(Enumerable.Repeat("Kabar lain.\n", 20));
        await host.Say(new OutgoingMessage { Address = host.Received.First().Address, Text = more });

        await Expect(page.GetByText("Kabar lain.")).ToBeAttachedAsync();
        await Expect(first).ToBeInViewportAsync();
    }

    [ChromiumFact]
    public async Task The_page_speaks_the_language_of_the_address_and_goes_on_in_it()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "?lang=en");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [ChromiumFact]
    public async Task A_file_of_nothing_is_told_by_its_name()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "bukti.pdf", MimeType = "application/pdf", Buffer = [] });
        await Expect(page.Locator("#slip")).ToContainTextAsync("\"bukti.pdf\" kosong");
    }

    /// <summary>A proxy before us may let through less than we do, and answers with a page of its own.</summary>
    [ChromiumFact]
    public async Task A_file_that_a_proxy_finds_too_large_is_told_as_such()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.RouteAsync("**/chat/files", route => route.FulfillAsync(new()
        {
            Status = 413,
            ContentType = "text/html",
            Body = "<html><head><title>413 Request Entity Too Large</title></head></html>",
        }));
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "bukti.pdf", MimeType = "application/pdf", Buffer = [1] });
        await Expect(page.Locator("#slip")).ToContainTextAsync("Berkas itu terlalu besar");
        await Expect(page.Locator(".pending")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Markup_that_somebody_types_is_shown_as_text()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        var dialogs = 0;
        page.Dialog += (_, dialog) => { dialogs++; _ = dialog.DismissAsync(); };
        const string Attack = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await Write(page, Attack);
        await Expect(page.GetByText("Anda menulis: " + Attack)).ToBeVisibleAsync();
        await Expect(page.Locator("#log img, #log script")).ToHaveCountAsync(0);
        dialogs.ShouldBe(0);
    }

    [ChromiumFact]
    public async Task Two_tabs_show_the_same_talk()
    {
        await using var host = await ChatHost.Start();
        var first = await Open(host, "");
        await Expect(first.GetByText("1/9")).ToBeVisibleAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(new Uri(host.Address, "/chat").ToString());
        await Write(second, "dari tab kedua");
        foreach (var page in new[] { first, second })
        {
            await Expect(page.GetByText("Anda menulis: dari tab kedua")).ToHaveCountAsync(1);
            await Expect(page.Locator(".mine")).ToHaveCountAsync(1);
        }
    }

    [ChromiumFact]
    public async Task A_text_longer_than_a_message_goes_whole_in_several_and_one_far_too_long_stays_in_the_field()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        var text = string.Join(' ', Enumerable.Range(1000, 1300));
        await page.Locator("#write").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".mine:not(.pending)").Last).ToContainTextAsync("2299");
        string.Join(' ', host.Received.Where(r => r.Text?.Length > 100).Select(r => r.Text)).ShouldBe(text);

        await page.Locator("#write").FillAsync(new string('a', 30_000));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#slip")).ToContainTextAsync("30000");
        (await page.Locator("#write").InputValueAsync()).Length.ShouldBe(30_000);
    }

    [ChromiumFact]
    public async Task Several_files_and_a_place_are_sent()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "", 360, 740);
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Latitude = -0.22f, Longitude = 100.63f });
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.Locator("#files").SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "laporan.pdf", MimeType = "application/pdf", Buffer = new byte[2345] },
            new() { Name = "catatan.txt", MimeType = "text/plain", Buffer = [65] },
        });
        await Expect(page.GetByText("Anda menulis: berkas catatan.txt")).ToBeVisibleAsync();
        host.Received.Where(r => r.Files.Count > 0).Select(r => r.Album).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        await host.Say(new OutgoingMessage
        {
            Address = host.Received.First().Address,
            Text = "Di mana kejadiannya? Tulis alamatnya, atau bagikan lokasi Anda.",
            AsksPlace = true,
            Topic = "card:1"
        });
        await Picture(page, "chat-360-files");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bagikan lokasi saya" }).ClickAsync();
        await Expect(page.GetByText("Anda menulis: lokasi")).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task Which_of_several_files_was_empty_is_still_said_when_the_others_have_arrived()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();

        await page.Locator("#files").SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "kosong.pdf", MimeType = "application/pdf", Buffer = [] },
            new() { Name = "isi.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4"u8.ToArray() },
        });

        await Expect(page.Locator(".mine:not(.pending)").GetByText("isi.pdf")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("\"kosong.pdf\" kosong");
    }

    [ChromiumFact]
    public async Task A_refused_message_says_why_and_comes_back_into_the_box()
    {
        await using var host = await ChatHost.Start(("Web:TextMax", "200"));
        var page = await Open(host, "");
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await page.GetByLabel("Tulis pesan").EvaluateAsync("box => { box.dataset.max = 1000; box.value = 'a'.repeat(300); }");
        await page.GetByLabel("Kirim").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Pesan Anda 300 huruf");
        await Expect(page.GetByLabel("Tulis pesan")).ToHaveValueAsync(new string('a', 300));
    }

    [ChromiumFact]
    public async Task An_English_browser_gets_an_English_page()
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "", locale: "en-GB");
        await Expect(page.GetByLabel("Write a message")).ToBeVisibleAsync();
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        host.Received.Single().Language.ShouldBe("en");
    }

    [ChromiumTheory]
    [InlineData(320, 568, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    [InlineData(1280, 800, ColorScheme.Light)]
    public async Task The_page_fits_the_screen_without_scrolling_sideways(int width, int height, ColorScheme scheme)
    {
        await using var host = await ChatHost.Start();
        var page = await Open(host, "?start=DPMPTSP", width, height, scheme: scheme);
        await Expect(page.GetByText("1/9")).ToBeVisibleAsync();
        await Picture(page, $"chat-{width}-{scheme}-card");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sangat sesuai" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mudah", Exact = true }).ClickAsync();
        await Write(page,
            "Loket 2 sering kosong saat jam makan siang. Bisa dibuka bergantian? https://contoh.go.id/alamat-yang-sangat-panjang-sekali-tanpa-spasi");
        await Expect(page.GetByText("Anda menulis")).ToBeVisibleAsync();
        (await page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth <= innerWidth && document.getElementById('scroll').scrollWidth <= innerWidth")).ShouldBeTrue();
        foreach (var tap in await page.Locator(".tap").AllAsync()) (await tap.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44);
        await Picture(page, $"chat-{width}-{scheme}-talk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await Picture(page, $"chat-{width}-{scheme}-menu");
    }

    private async Task<IPage> Open(
        ChatHost host, string query, int width = 1280, int height = 800, string locale = "id-ID", ColorScheme scheme = ColorScheme.Light)
    {
        var page = await (await browser.Visit(width, height, locale, scheme)).NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "/chat" + query).ToString());
        page.SetDefaultTimeout(15_000);
        return page;
    }

    private static async Task Write(IPage page, string text)
    {
        await page.GetByLabel("Tulis pesan").FillAsync(text);
        await page.GetByLabel("Kirim").ClickAsync();
    }

    private static async Task Picture(IPage page, string name)
    {
        if (Pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png") });
    }
}
