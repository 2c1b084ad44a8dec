using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Database;
using Core;
using Core.Messaging;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>Who may know whom, read from the compiled code.</summary>
public sealed partial class EdgeTests
{
    /// <summary>The allowed edges, one a line; arrows point down. A new edge is one line there, with a reason if it is not plain.</summary>
    private static readonly HashSet<string> Allowed = LinesOf("edges.txt");

    /// <summary>The tables of others that a capability names in SQL, one a line.</summary>
    private static readonly HashSet<string> ForeignTables = LinesOf("tables.txt");

    private static readonly Assembly[] Ours = [typeof(CoreSetup).Assembly, typeof(DatabaseSetup).Assembly];

    private static readonly List<(Type User, Type Used)> Uses = [.. Ours.SelectMany(TypeUse.Of)];

    [Fact]
    public void Every_edge_between_folders_stands_in_edges_txt()
    {
        var strange = Edges.Where(e => !Allowed.Contains(e.Key)).Select(e => $"{e.Key} ({e.First().User.Name} uses {e.First().Used.Name})");

        strange.Order().ShouldBeEmpty();
    }

    [Fact]
    public void Every_edge_in_edges_txt_is_used() => Allowed.Except(Edges.Select(e => e.Key)).Order().ShouldBeEmpty();

    [Fact]
    public void No_circle_is_drawn()
    {
        var below = Edges.Select(e => e.Key.Split(" -> ")).ToLookup(e => e[0], e => e[1]);

        var circles = below.Select(from => Way(below, from.Key, from.Key)).Where(way => way is not null);

        circles.ShouldBeEmpty();
    }

    [Fact]
    public void A_table_of_another_capability_is_named_in_SQL_only_where_tables_txt_says_so() =>
        TablesNamed().Where(use => !ForeignTables.Contains(use)).Order().ShouldBeEmpty();

    [Fact]
    public void Every_line_of_tables_txt_is_used() => ForeignTables.Except(TablesNamed()).Order().ShouldBeEmpty();

    [Fact]
    public void Of_the_database_layer_only_AppDb_sees_the_entities()
    {
        var others = Uses.Where(u => PlaceOf(u.User) == "Core.Persistence" && u.User.Name != "AppDb" && PlaceOf(u.Used) is { } to
            && to != "Core.Persistence" && !u.Used.IsValueType); // a value such as a month is stored, and is no entity

        others.Select(u => $"{u.User.Name} uses {u.Used.Name}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Quartz", "Bot.Jobs")]
    [InlineData("Microsoft.Data.Sqlite", "Bot.Database.")]
    [InlineData("SQLitePCL", "Bot.Database.")]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite", "Bot.Database.")]
    [InlineData("Npgsql", "Bot.Database.")]
    [InlineData("Microsoft.AspNetCore", "Bot.")]
    [InlineData("OpenTelemetry", "Bot.Telemetry")]
    public void Only_its_own_place_names_a_library(string library, string place)
    {
        var users = Uses.Where(u => u.Used.Assembly.GetName().Name!.StartsWith(library, StringComparison.Ordinal))
            .Select(u => NameOf(u.User)).Distinct();

        users.Where(name => !name.StartsWith(place, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_Telegram_folder_knows_the_Bot_API()
    {
        var users = Uses.Where(u => u.Used.Assembly.GetName().Name == "Telegram.Bot").Select(u => NameOf(u.User)).Distinct();

        users.Where(name => !name.StartsWith("Bot.Telegram.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_service_does_never_names_a_platform_or_a_vendor()
    {
        string[] words = ["telegram", "t.me", "sqlite", "postgres", "quartz"];

        var said = TypeUse.TextsOf(Ours[0]).Where(t => words.Any(w => t.Text.Contains(w, StringComparison.OrdinalIgnoreCase)));

        said.Select(t => $"{t.User.Name} says \"{t.Text}\"").ShouldBeEmpty();
    }

    /// <summary>What is written as text is never found again when a name changes.</summary>
    [Fact]
    public void Only_the_list_of_commands_says_the_name_of_one()
    {
        var names = typeof(Commands).GetProperties().Select(p => p.GetValue(null)).OfType<Command>().Select(c => c.Name).ToHashSet();

        var said = TypeUse.TextsOf(Ours[0]).Where(t => t.User != typeof(Commands))
            .Where(t => names.Contains(t.Text.Split(' ')[0]));

        said.Select(t => $"{t.User.Name} says \"{t.Text}\"").ShouldBeEmpty();
    }

    /// <summary>
    /// What uses what, by folder. AppDb sees every entity and has no behaviour, the set-up registers everything, and Program puts it
    /// together: none of them counts.
    /// </summary>
    private static IEnumerable<IGrouping<string, (Type User, Type Used)>> Edges => Uses
        .Where(u => u.User.Name is not ("AppDb" or "CoreSetup" or "Program") && PlaceOf(u.User) is { } from && PlaceOf(u.Used) is { } to
        && from != to)
        .GroupBy(u => $"{PlaceOf(u.User)} -> {PlaceOf(u.Used)}");

    private static IEnumerable<string> TablesNamed()
    {
        using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseSqlite("Data Source=:memory:").Options);
        var owners = db.Model.GetEntityTypes().ToDictionary(e => e.GetTableName()!, e => PlaceOf(e.ClrType)!);
        return (from text in Ours.SelectMany(TypeUse.TextsOf)
                let place = PlaceOf(text.User)
                from Match named in TableName().Matches(text.Text)
                where owners.TryGetValue(named.Groups[1].Value, out var owner) && owner != place
                select $"{place}: {named.Groups[1].Value}").ToHashSet();
    }

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+([a-z_]+)\b")]
    private static partial Regex TableName();

    /// <summary>A way along the edges from one place to another, as text; null when there is none.</summary>
    private static string? Way(ILookup<string, string> below, string from, string to)
    {
        var ways = new Queue<string[]>([[from]]);
        var seen = new HashSet<string>();
        while (ways.TryDequeue(out var way))
            foreach (var next in below[way[^1]])
            {
                if (next == to) return string.Join(" -> ", [.. way, next]);
                if (seen.Add(next)) ways.Enqueue([.. way, next]);
            }

        return null;
    }

    private static HashSet<string> LinesOf(string file) => [.. File.ReadAllLines(Path.Combine(TranscriptFiles.Root(), "Architecture", file))
        .Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];

    /// <summary>The namespace down to the capability; null for other assemblies and for what the compiler put outside of any.</summary>
    private static string? PlaceOf(Type type)
    {
        if (!Ours.Contains(type.Assembly) || type.Name.StartsWith('<')) return null;
        return string.Join('.', NameOf(type).Split('.')[..^1].Take(2)) is var place && (place.StartsWith("Core") || place.StartsWith("Bot"))
            ? place : null;
    }

    /// <summary>The full name; Program stands in no namespace and belongs to Bot.</summary>
    private static string NameOf(Type type) => type.Namespace is null ? $"Bot.{type.Name}" : type.FullName!;
}
