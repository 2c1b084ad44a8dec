using System.Globalization;
using Bot.Web.Chat;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using Column = System.Collections.Generic.List<(int Rater, double Value)>;

namespace Tests.Ratings;

/// <summary>Somebody holds the whole database, and the instansi's key with it, and wants to know who gave which rating.</summary>
public sealed class PairingTests
{
    private const int Raters = 500;
    private const int Days = 4;

    // Who knows the day has one chance in 125 for each: four of five hundred by luck. Twenty come by luck once in a thousand million tries.
    private const double ByLuck = 20;

    /// <summary>Columns that name a person by number: whose row it is, or who did what it tells.</summary>
    private static readonly string[] Whom = ["person_id", "complainant_id", "made_by", "actor_id", "author_id", "linked_by", "asked_by_id",
        "entered_by", "noted_by"];

    private static readonly string[] Doors = ["DINSOS", "DISDIK", "DPMPTSP"];

    [Fact]
    [Slow]
    public async Task No_column_pairs_ratings_with_people_better_than_chance()
    {
        await using var town = new Town(register: services => services.AddWebChat(new ConfigurationBuilder().Build()));
        var (raters, moments) = await RateAll(town);
        await EveryTableIsFilled(town);
        await town.Read(async db =>
        {
            await FillAlike.Fill(db, await Owners(db, raters), moments);
            return 0;
        });
        await EveryColumnIsFilled(town);

        // PostgreSQL keeps the rows of the day in the order in which they came, until the night writes them anew.
        if (!TestDatabase.IsPostgres) (await Told(town, raters)).ShouldBeEmpty();
        town.Time.Advance(TimeSpan.FromDays(1));
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());
        (await Told(town, raters)).ShouldBeEmpty();
    }

    private static Task<List<string>> Told(Town town, Dictionary<string, int> raters) => town.Read(async db =>
    {
        var (ratings, people) = (await Ratings(db), await People(db, raters));
        ratings["u1"].Count.ShouldBe(Raters);
        people.Keys.Count(c => c.StartsWith("people.", StringComparison.Ordinal)
            || c.StartsWith("conversations.", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
        return Attacks(ratings, people).Where(a => a.Right > ByLuck).Select(a => $"{a.What}: {a.Right:0} of {Raters}").ToList();
    });

    /// <summary>An empty table proves nothing: fill it in <see cref="DoneBeside"/>, or say there why no rater's turn can.</summary>
    private static Task EveryTableIsFilled(Town town) => town.Read(async db =>
    {
        var empty = new List<string>();
        var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().ToList();
        foreach (var table in tables)
            if ((await Rows(db, $"select 1 as one from {table} limit 1")).Count == 0) empty.Add(table);
        (await Rows(db, "select distinct handling_rating from complaints")).Count.ShouldBe(4, "how a complaint was handled is rated too");
        empty.Except(DoneBeside.NotOfRaters.Keys).Order().ShouldBeEmpty("fill it in DoneBeside");
        DoneBeside.NotOfRaters.Keys.Except(tables).ShouldBeEmpty("there is no such table");
        return 0;
    });

    /// <summary>
    /// What is alike in all rows cannot be tried by <see cref="Attacks"/>: what names people is filled by <see cref="FillAlike"/>, what
    /// belongs to ratings by the raters themselves; the rest says in <see cref="DoneBeside"/> why it tells of nobody's turn.
    /// </summary>
    private static Task EveryColumnIsFilled(Town town) => town.Read(async db =>
    {
        var (alike, all) = (new List<string>(), new List<string>());
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !DoneBeside.NotOfRaters.ContainsKey(e.GetTableName()!)))
            foreach (var column in entity.GetProperties().Select(p => p.GetColumnName()))
            {
                var (table, name) = (entity.GetTableName()!, $"{entity.GetTableName()}.{column}");
                all.Add(name);
                if (await FillAlike.IsAlike(db, table, column)) alike.Add(name);
            }

        alike.Except(DoneBeside.Alike.Keys).Order(StringComparer.Ordinal).ShouldBeEmpty("fill it in DoneBeside");
        DoneBeside.Alike.Keys.Except(alike).Order(StringComparer.Ordinal).ShouldBeEmpty("is filled or is no column: it needs no excuse");
        all.Count.ShouldBeGreaterThan(200);
        return 0;
    });

    [Fact]
    public async Task With_the_instansis_key_no_hash_can_be_made_again()
    {
        await using var town = new Town(new() { ["Ratings:AskRespondent"] = "false", ["Ratings:AskComment"] = "false" });
        for (var i = 0; i < 6; i++)
        {
            await town.Say($"citizen{i}", "/start DINSOS_bantuan-sosial");
            for (var question = 0; question < 9; question++) await town.Say($"citizen{i}", "3");
        }

        var key = SecretKey.Open(Path.Combine(town.Folder, "instansi.key"));
        var guessed = Enumerable.Range(0, 6).Select(i => key.Hash("rating", $"test citizen{i} DINSOS bantuan-sosial 2026-11-23"))
            .Concat(Enumerable.Range(0, 6).Select(i => key.Hash("rater-count", $"test citizen{i} DINSOS 202611"))).ToHashSet();
        var stored = await town.Read(async db =>
            (await Rows(db, "select rater_key as k from ratings union all select key from rater_counts")).ConvertAll(row => $"{row["k"]}"));

        stored.Count.ShouldBe(12);
        stored.ShouldAllBe(hash => !guessed.Contains(hash));
    }

    /// <summary>125 citizens a day, one after the other at odd intervals, each with answers of their own; who has which address.</summary>
    private static async Task<(Dictionary<string, int> Addresses, Dictionary<int, DateTimeOffset> Moments)> RateAll(Town town)
    {
        var (addresses, moments, chance) = (new Dictionary<string, int>(), new Dictionary<int, DateTimeOffset>(), new Random(11));
        await town.With(async services =>
        {
            var (inbox, questions) = (services.GetRequiredService<ReceiveMessages>(), services
                .GetRequiredService<Instruments>().Current.Questions);
            var beside = new DoneBeside(services, town.Time);
            var order = Enumerable.Range(0, Raters).ToArray();
            chance.Shuffle(order);
            foreach (var (place, rater) in order.Index())
            {
                if (place % (Raters / Days) == 0)
                    town.Time.Set(MorningOf(place / (Raters / Days)));
                town.Time.Advance(TimeSpan.FromSeconds(chance.Next(20, 240)));
                var address = $"{7_000_000_000 + chance.NextInt64(900_000_000)}";
                addresses.Add(address, rater);
                var inbound = Inbound(address, 0) with { Channel = DoneBeside.ChannelOf(rater) };
                var door = $"/start {Doors[chance.Next(Doors.Length)]}";
                if (inbound.Channel == "web") await beside.Show(address, door);
                await inbox.Receive([inbound with { Text = door }]);
                foreach (var question in questions)
                {
                    town.Time.Advance(TimeSpan.FromMilliseconds(chance.Next(900, 9000)));
                    if (inbound.Channel == "web") await beside.Show(address, $"{AnswerOf(rater, question.Unsur)}");
                    await inbox.Receive([inbound with
                    {
                        ExternalId = $"{address}:{question.Number}",
                        Press = CallbackData.Data(1, CallbackData.TagOf(question.Code), $"={AnswerOf(rater, question.Unsur)}", 64),
                    }]);
                }

                foreach (var (number, said) in AboutOneself(rater).Index())
                    await inbox.Receive([inbound with { ExternalId = $"{address}:a{number}", Text = said }]);
                moments.Add(rater, town.Time.GetUtcNow());
                await beside.Act(address, rater, 1);
            }

            await beside.Push();
        });
        return (addresses, moments);
    }

    /// <summary>Half past seven in Jakarta; the last day goes on from half past five in the evening, out of hours.</summary>
    private static DateTimeOffset MorningOf(int day) => new(2026, 11, 23 + day, day == Days - 1 ? 10 : 0, 30, 0, TimeSpan.Zero);

    /// <summary>Who somebody is and what they suggest; one in three says all of it.</summary>
    private static IEnumerable<string> AboutOneself(int rater)
    {
        string[] ages = ["18–29 tahun", "30–39 tahun", "40–49 tahun"], schools = ["SMA", "S1", "S2"], work = ["PNS", "Swasta", "Lainnya"];
        string[] all = [rater % 2 == 0 ? "Perempuan" : "Laki-laki", ages[rater % 7 % 3], schools[rater % 5 % 3], work[rater % 11 % 3]];
        return [.. rater % 3 == 0 ? all : rater % 3 == 1 ? [all[0], "Lewati semua"] : ["Lewati semua"],
            .. rater % 4 == 1 ? [$"Loket {rater % 17} lebih pagi", "Tidak, cukup sebagai saran"] : (string[])["Lewati"]];
    }

    /// <summary>Where PostgreSQL put a row, and in which transaction.</summary>
    private static string Hidden =>
        TestDatabase.IsPostgres ? ", (ctid::text::point)[0] * 1000 + (ctid::text::point)[1] as row_place, xmin::text as row_xmin" : "";

    private static Inbound Inbound(string address, int number) =>
        new() { Channel = "test", ExternalId = $"{address}:{number}", Address = address, Sender = address };

    private static int AnswerOf(int rater, int unsur) => ((rater >> (2 * (unsur % 5))) & 3) + 1;

    /// <summary>Every column of the ratings but the answers, by which the test knows the truth; with the order of the rows.</summary>
    private static async Task<Dictionary<string, Column>> Ratings(AppDb db)
    {
        var rows = await Rows(db, $"select *{Hidden} from ratings");
        int Rater(Dictionary<string, object?> row) =>
            Enumerable.Range(0, 5).Sum(u => (Convert.ToInt32(row[$"u{u + 1}"], CultureInfo.InvariantCulture) - 1) << (2 * u));
        var columns = rows[0].Keys.Where(c => c == "u1" || !(c.Length == 2 && c[0] == 'u'))
            .ToDictionary(c => c, c => rows.ConvertAll(r => (Rater(r), Number(r[c]))));
        columns.Add("(order)", [.. rows.Select((r, i) => (Rater(r), (double)i))]);
        var raters = rows.ToDictionary(r => Number(r["id"]), Rater);
        foreach (var (table, key) in ByRating(db))
        {
            var linked = (await Rows(db, $"select *{Hidden} from {table}")).Where(r => raters.ContainsKey(Number(r[key]))).ToList();
            if (linked.Count < 2) continue;
            foreach (var column in linked[0].Keys)
                columns.Add($"{table}.{column}", linked.ConvertAll(r => (raters[Number(r[key])], Number(r[column]))));
            columns.Add($"{table}.(order)", [.. linked.Select((r, i) => (raters[Number(r[key])], (double)i))]);
        }

        return columns;
    }

    /// <summary>Tables whose rows belong to a rating, and by which column.</summary>
    private static IEnumerable<(string Table, string Key)> ByRating(AppDb db) => db.Model.GetEntityTypes()
        .Where(e => e.ClrType != typeof(Rating))
        .SelectMany(e => e.GetForeignKeys().Where(f => f.PrincipalEntityType.ClrType == typeof(Rating))
            .Select(f => (e.GetTableName()!, f.Properties[0].GetColumnName())));

    /// <summary>
    /// Every column of every table that names a person, by their number or their address; of several rows of a person the last.
    /// </summary>
    private static async Task<Dictionary<string, Column>> People(AppDb db, Dictionary<string, int> raters)
    {
        var (columns, ownerOf) = (new Dictionary<string, Column>(), await Owners(db, raters));
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Where(t => t != "ratings").Distinct())
        {
            var rows = (await Rows(db, $"select *{Hidden} from {table}")).Select((r, i) => (Rater: ownerOf(r), Row: r, Place: i))
                .Where(r => r.Rater is not null).GroupBy(r => r.Rater!.Value).Select(g => g.Last()).OrderBy(r => r.Place).ToList();
            if (rows.Count < 2) continue;
            foreach (var column in rows[0].Row.Keys)
                columns.Add($"{table}.{column}", rows.ConvertAll(r => (r.Rater!.Value, Number(r.Row[column]))));
            columns.Add($"{table}.(order)", rows.ConvertAll(r => (r.Rater!.Value, (double)r.Place)));
        }

        return columns;
    }

    /// <summary>Whose row it is, by their number or their address; nobody's for a row that names no rater.</summary>
    private static async Task<Func<Dictionary<string, object?>, int?>> Owners(AppDb db, Dictionary<string, int> raters)
    {
        var numbers = (await Rows(db, "select id, address from people")).ToDictionary(r => Convert.ToInt64(r["id"],
            CultureInfo.InvariantCulture), r => $"{r["address"]}");
        var complainants = (await Rows(db, "select id, complainant_id from complaints where complainant_id is not null"))
            .ToDictionary(r => Number(r["id"]), r => r["complainant_id"]);
        return row =>
        {
            var number = row.ContainsKey("first_seen") ? row["id"]
                : Array.ConvertAll(Whom, row.GetValueOrDefault).FirstOrDefault(v => v is not null and not DBNull);
            if (number is null && row.TryGetValue("complaint_id", out var complaint))
                number = complainants.GetValueOrDefault(Number(complaint));
            if (number is not null && numbers.TryGetValue(Convert.ToInt64(number, CultureInfo.InvariantCulture), out var address))
                return raters[address];
            return row.Values.OfType<string>().Select(text => raters.TryGetValue(text.Split(':')[0], out var rater) ? rater : (int?)null)
                .FirstOrDefault(r => r is not null);
        };
    }

    private static IEnumerable<(string What, double Right)> Attacks(Dictionary<string, Column> ratings, Dictionary<string, Column> people)
    {
        // What is alike for all tells no more than the order of the rows, which is a column of its own; few people prove nothing.
        var theirsToTry = people.Where(p => p.Value.Count > ByLuck && Differs(p.Value)).ToList();
        foreach (var (mine, ratingColumn) in ratings.Where(r => r.Key != "u1" && Differs(r.Value)))
            foreach (var (theirs, personColumn) in theirsToTry)
            {
                yield return ($"{mine} equals {theirs}", Near(ratingColumn, personColumn, only: 0));
                yield return ($"{mine} is nearest to {theirs}", Near(ratingColumn, personColumn, only: double.MaxValue));
                yield return ($"{mine} is as far on as {theirs}", SameRank(ratingColumn, personColumn));
                yield return ($"{mine} is as far on as {theirs} from the end",
                    SameRank(ratingColumn, [.. personColumn.AsEnumerable().Reverse()]));
                yield return ($"{mine} differs from {theirs} always alike", SameDifference(ratingColumn, personColumn));
            }
    }

    private static bool Differs(Column column) => column.Exists(v => v.Value != column[0].Value);

    /// <summary>For each rating the nearest people, one of them by lot: how many are right on average.</summary>
    private static double Near(Column ratings, Column people, double only)
    {
        var byValue = people.GroupBy(p => p.Value).OrderBy(g => g.Key).Select(g => (g.Key, Raters: g.Select(p => p.Rater).ToHashSet()))
            .ToArray();
        var values = byValue.Select(g => g.Key).ToArray();
        return ratings.Sum(rating =>
        {
            var at = Array.BinarySearch(values, rating.Value);
            if (at < 0) at = ~at;
            var best = new[] { at - 1, at }.Where(i => i >= 0 && i < values.Length).MinBy(i => Math.Abs(values[i] - rating.Value));
            return Math.Abs(values[best] - rating.Value) <= only && byValue[best].Raters.Contains(rating.Rater)
                ? 1.0 / byValue[best].Raters.Count : 0;
        });
    }

    /// <summary>The first rating with the first person and so on; what is equal stands in the order of its rows.</summary>
    private static double SameRank(Column ratings, Column people) =>
        ratings.OrderBy(r => r.Value).Zip(people.OrderBy(p => p.Value)).Count(pair => pair.First.Rater == pair.Second.Rater);

    /// <summary>People at the distance that comes most often.</summary>
    private static double SameDifference(Column ratings, Column people)
    {
        var usual = ratings.OrderBy(r => r.Value).Zip(people.OrderBy(p => p.Value), (r, p) => p.Value - r.Value).GroupBy(d => d)
            .MaxBy(g => g.Count())!.Key;
        return Near([.. ratings.Select(r => (r.Rater, r.Value + usual))], people, only: 0.5);
    }

    private static double Number(object? value) => value switch
    {
        null or DBNull => -1,
        bool yes => yes ? 1 : 0,
        string text when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        string text when DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) =>
            new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)).ToUnixTimeMilliseconds(),
        string text => text.Aggregate(0d, (sum, c) => (sum * 31) + c) % 1e9,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    internal static async Task<List<Dictionary<string, object?>>> Rows(AppDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount)
            .ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : (object?)reader.GetValue(i)));
        return rows;
    }
}
