using System.Reflection;
using Bot.Database;
using Core;

namespace Tests.Architecture;

/// <summary>Who may know whom, read from the compiled code.</summary>
public sealed class EdgeTests
{
    /// <summary>What every slice stands on.</summary>
    private const string Ground = "Core.Texts Core.Channels Core.People Core.Persistence Core.Outbox Core.Conversations Core.Calendar ";

    private const string Slices = "Core.Units Core.Membership Core.Ratings Core.Scores Core.Complaints Core.Berakhlak Core.Reminders Core.Schedules Core.Demonstration ";

    /// <summary>The allowed edges; arrows point down. A new edge is one word here, with its reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["Core.Texts"] = "",
        ["Core.Calendar"] = "",
        ["Core.People"] = "Core.Persistence Core.Texts", // PersonalData tells and erases what a capability keeps
        ["Core.Channels"] = "Core.Outbox", // a channel delivers an OutMessage
        ["Core.Outbox"] = "Core.Channels Core.Persistence",
        ["Core.Persistence"] = Ground + Slices, // AppDb names every entity, see below
        ["Core.Conversations"] = Ground,
        ["Core.Units"] = Ground,
        ["Core.Membership"] = Ground + "Core Core.Units",
        ["Core.Ratings"] = Ground + "Core.Units Core.Scores", // a rating updates the month's sums in its own transaction
        ["Core.Complaints"] = Ground + "Core Core.Units Core.Membership", // Core: AddSection
        ["Core.Scores"] = Ground + "Core.Units Core.Ratings Core.Complaints Core.Berakhlak Core.Membership", // figures of others: the values they name, the audit; Membership: who receives posts
        ["Core.Berakhlak"] = Ground + "Core Core.Units Core.Membership Core.Scores", // the weak points of the unit
        ["Core.Schedules"] = Ground + "Core.Units Core.Membership",
        ["Core.Reminders"] = Ground + "Core Core.Units Core.Membership Core.Berakhlak Core.Scores Core.Schedules",
        ["Core.Demonstration"] = Ground + "Core.Units Core.Ratings Core.Scores", // made-up ratings with their sums
        ["Core"] = Ground + Slices, // CoreSetup registers everything
        ["Bot.Database"] = "Core Core.Persistence", // Core: AddSection
        ["Bot.Telegram"] = "Core Core.Channels Core.Outbox Core.Conversations Core.Texts",
        ["Bot.Web"] = "Core " + Ground + "Core.Units Core.Ratings Core.Scores Core.Complaints",
        ["Bot.Reports"] = "Core " + Ground + Slices, // Core: AddSection
        ["Bot.Operation"] = "Bot Core Bot.Database Bot.Telegram Bot.Web Bot.Reports " + Ground + Slices, // the command line, beside Program, looks at every part
        ["Bot"] = "Core Bot.Database Bot.Telegram Bot.Web Bot.Reports Bot.Operation " + Ground + Slices, // Program puts it together
    };

    private static readonly Assembly[] Ours = [typeof(CoreSetup).Assembly, typeof(DatabaseSetup).Assembly];

    private static readonly List<(Type User, Type Used)> Uses = [.. Ours.SelectMany(TypeUse.Of)];

    [Fact]
    public void Every_edge_between_namespaces_is_in_the_table()
    {
        var edges = Uses.Select(u => (From: PlaceOf(u.User), To: PlaceOf(u.Used), u.User, u.Used)).Where(e => e.From is not null && e.To is not null && e.From != e.To);

        var strange = edges.Where(e => !Allows(e.From!, e.To!)).Select(e => $"{e.From} -> {e.To} ({e.User.Name} uses {e.Used.Name})");

        strange.Order().ShouldBeEmpty();
    }

    [Fact]
    public void Of_the_database_layer_only_AppDb_sees_the_entities()
    {
        var others = Uses.Where(u => PlaceOf(u.User) == "Core.Persistence" && u.User.Name != "AppDb" && PlaceOf(u.Used) is { } to && to != "Core.Persistence");

        others.Select(u => $"{u.User.Name} uses {u.Used.Name}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Quartz", "Bot.Jobs")]
    [InlineData("Microsoft.Data.Sqlite", "Bot.Database.")]
    [InlineData("SQLitePCL", "Bot.Database.")]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite", "Bot.Database.")]
    [InlineData("Npgsql", "Bot.Database.")]
    [InlineData("Microsoft.AspNetCore", "Bot.")]
    [InlineData("OpenTelemetry", "Bot.Measure")]
    public void Only_its_own_place_names_a_library(string library, string place)
    {
        var users = Uses.Where(u => u.Used.Assembly.GetName().Name!.StartsWith(library, StringComparison.Ordinal)).Select(u => NameOf(u.User)).Distinct();

        users.Where(name => !name.StartsWith(place, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_Telegram_folder_knows_the_Bot_API()
    {
        var users = Uses.Where(u => u.Used.Namespace == "Bot.Telegram.BotApi").Select(u => NameOf(u.User)).Distinct();

        users.Where(name => !name.StartsWith("Bot.Telegram.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_service_does_never_names_a_platform_or_a_vendor()
    {
        string[] words = ["telegram", "t.me", "sqlite", "postgres", "quartz"];

        var said = TypeUse.TextsOf(Ours[0]).Where(t => words.Any(w => t.Text.Contains(w, StringComparison.OrdinalIgnoreCase)));

        said.Select(t => $"{t.User.Name} says \"{t.Text}\"").ShouldBeEmpty();
    }

    private static bool Allows(string from, string to) => Allowed.TryGetValue(from, out var allowed) && allowed.Split(' ').Contains(to);

    /// <summary>The namespace down to the capability; null for other assemblies and for what the compiler put outside of any.</summary>
    private static string? PlaceOf(Type type)
    {
        if (!Ours.Contains(type.Assembly) || type.Name.StartsWith('<')) return null;
        return string.Join('.', NameOf(type).Split('.')[..^1].Take(2)) is var place && (place.StartsWith("Core") || place.StartsWith("Bot")) ? place : null;
    }

    /// <summary>The full name; Program stands in no namespace and belongs to Bot.</summary>
    private static string NameOf(Type type) => type.Namespace is null ? $"Bot.{type.Name}" : type.FullName!;
}
