using Bot;
using Bot.Telegram;
using Bot.Telegram.Client;
using Core.Messaging;
using Core.People;
using Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tests.Support;

namespace Tests.Telegram;

public sealed class MenuTests
{
    private const string Telegram = "telegram";

    [Fact]
    public async Task Everybody_sees_what_everybody_may_in_each_language()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Receive(Said("41", "/start"));
        await scene.Show();
        scene.Menu("default").ShouldContain(("nilai", Wording.Of("id")["menu.nilai"]));
        scene.Menu("default", "en").ShouldContain(("nilai", Wording.Of("en")["menu.nilai"]));
        foreach (var language in new[] { null, "en" })
            scene.Menu("default", language).Select(l => l.Command)
                .ShouldAllBe(command => CommandRights.Allow($"/{command}", new Caller(0, Telegram, "", "id", Array.Empty<HeldRole>())));
        scene.HasMenu("chat 41").ShouldBeFalse();
        scene.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_sees_their_own_commands_and_nobody_elses()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Appoint("42", Role.Asn, "DPMPTSP", Telegram);
        await scene.Town.Appoint("43", Role.Officer, "DPMPTSP", Telegram);
        await scene.Show();
        scene.Commands("chat 42").ShouldContain("target");
        scene.Commands("chat 42").ShouldNotContain("tugas");
        scene.Commands("chat 43").ShouldContain("tugas");
        scene.Commands("chat 43").ShouldNotContain("target");
        foreach (var chat in new[] { "chat 42", "chat 43" })
        {
            scene.Commands(chat).ShouldContain("nilai");
            scene.Commands(chat).ShouldContain("batal");
            scene.Commands(chat).ShouldNotContain("audit");
        }

        scene.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_that_is_given_and_taken_changes_the_menu()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Appoint("42", Role.Asn, "DPMPTSP", Telegram);
        await scene.Show();
        await scene.Town.Appoint("42", Role.Head, "DPMPTSP", Telegram);
        await scene.Show();
        scene.Commands("chat 42").ShouldContain("statistik");
        await scene.Town.Dismiss("42", Telegram);
        await scene.Show();
        scene.Commands("chat 42").ShouldBe(scene.Commands("default"));
    }

    [Fact]
    public async Task The_menu_follows_the_language()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Receive(Said("42", "/bahasa en"));
        await scene.Show();
        scene.Menu("chat 42").ShouldContain(("nilai", Wording.Of("en")["menu.nilai"]));
        await scene.Town.Receive(Said("42", "/bahasa id"));
        await scene.Show();
        scene.Menu("chat 42").ShouldBe(scene.Menu("default"));
    }

    [Fact]
    public async Task What_did_not_change_is_not_shown_again()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Appoint("42", Role.Asn, "DPMPTSP", Telegram);
        await scene.Show();
        var shown = scene.Server.Calls("setMyCommands");
        await scene.Town.Restart();
        await scene.Show(times: 2);
        scene.Server.Calls("setMyCommands")
            .ShouldBe(shown + Wording.Languages.Count, "after a restart the menus for everybody alone, and once");
    }

    [Fact]
    public async Task Who_blocked_the_bot_holds_up_nobody_and_is_not_asked_again()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Appoint("42", Role.Asn, "DPMPTSP", Telegram);
        await scene.Town.Appoint("43", Role.Asn, "DPMPTSP", Telegram);
        scene.FailFirst(BotApiFault.Blocked);
        await scene.Show();
        scene.HasMenu("chat 42").ShouldBeFalse();
        scene.Commands("chat 43").ShouldContain("target");
        await scene.Show();
        scene.HasMenu("chat 42").ShouldBeFalse();
    }

    [Fact]
    public async Task Who_takes_the_bot_back_gets_the_menu_that_could_not_be_shown()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Appoint("42", Role.Asn, "DPMPTSP", Telegram);
        scene.FailFirst(BotApiFault.Blocked);
        await scene.Show();
        await scene.Town.Receive(Happened("42", ChatEvent.Left));
        await scene.Show();
        scene.HasMenu("chat 42").ShouldBeFalse();
        await scene.Town.Receive(Happened("42", ChatEvent.Joined));
        await scene.Show();
        scene.Commands("chat 42").ShouldContain("target");
    }

    [Fact]
    public async Task When_the_platform_asks_for_silence_the_rest_waits_for_its_end()
    {
        await using var scene = await Scene.Open();
        await scene.Town.Appoint("42", Role.Asn, "DPMPTSP", Telegram);
        await scene.Town.Appoint("43", Role.Asn, "DPMPTSP", Telegram);
        scene.FailFirst(BotApiFault.Flood(30));
        await scene.Show(times: 2);
        (scene.HasMenu("chat 42"), scene.HasMenu("chat 43"), scene.Server.RetryAfterViolations).ShouldBe((false, false, 0));
        scene.Time.Advance(TimeSpan.FromSeconds(31));
        await scene.Show();
        scene.Commands("chat 42").ShouldContain("target");
        scene.Commands("chat 43").ShouldContain("target");
    }

    private static Inbound Said(string who, string text) =>
        new() { Channel = Telegram, ExternalId = text, Address = who, Sender = who, Text = text };

    private static Inbound Happened(string who, ChatEvent what) =>
        new() { Channel = Telegram, ExternalId = $"{what}", Address = who, Sender = who, Event = what };

    /// <summary>A town that shows its menus on a Bot API server.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly SuaraBotClient _client;

        private Scene(BotApiServer server, FakeTimeProvider time)
        {
            (Server, Time) = (server, time);
            _client = new(server.Url, server.Token, time);
            Town = new Town(register: services => services.AddMenus().AddSingleton<Core.Messaging.ICommandMenu>(new TelegramMenu(_client)));
        }

        public BotApiServer Server { get; }

        public FakeTimeProvider Time { get; }

        public Town Town { get; }

        public static async Task<Scene> Open()
        {
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
            return new Scene(await BotApiServer.Start(time), time);
        }

        /// <summary>The bot comes up and shows what changed, so many times.</summary>
        public Task Show(int times = 1) => Town.With(async services =>
        {
            for (var i = 0; i < times; i++) await services.GetRequiredService<ShowMenus>().Run();
        });

        /// <summary>The menu of the person who was met first fails; the menus for everybody pass.</summary>
        public void FailFirst(BotApiFault fault)
        {
            foreach (var _ in Wording.Languages) Server.Faults.Next("setMyCommands", BotApiFault.Pass);
            Server.Faults.Next("setMyCommands", fault);
        }

        public bool HasMenu(string scope) => Server.Menu(scope) is not null;

        public List<(string Command, string Label)> Menu(string scope, string? language = null) =>
            [.. Server.Menu(scope, language)!.Select(c => ((string)c!["command"]!, (string)c["description"]!))];

        public List<string> Commands(string scope) => [.. Menu(scope).Select(l => l.Command)];

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await Server.DisposeAsync();
            await Town.DisposeAsync();
        }
    }
}
