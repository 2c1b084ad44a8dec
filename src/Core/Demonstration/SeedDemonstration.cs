using Core.Complaints.Deadlines;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Demonstration;

/// <summary>How much to make up.</summary>
/// <param name="Ratings">Complete ratings by the survey.</param>
/// <param name="Months">Over how many months, this one the last.</param>
/// <param name="Asn">Civil servants.</param>
/// <param name="Units">Units to spread them over; zero for those that are there.</param>
/// <param name="Complaints">Complaints with their histories.</param>
/// <param name="Tree">Whether a dinas with its puskesmas stands among the units.</param>
internal sealed record SeedPlan(int Ratings, int Months, int Asn, int Units, int Complaints = 0, bool Tree = false);

/// <summary>
/// Fills a database with made-up data for trying and measuring: the same plan on the same day gives the same data. It writes
/// in transactions of its own beside the writer, since nobody else works on a database that holds no real data.
/// </summary>
internal sealed class SeedDemonstration(IDbContextFactory<AppDb> databases, UnitCatalog units, Instruments instruments,
    ComplaintClock clock, IWordIndex words, TimeProvider time)
{
    /// <summary>The channel of made-up ratings.</summary>
    public const string Channel = "demo";

    /// <summary>The first chat id of made-up civil servants.</summary>
    public const long FirstAddress = 8_000_000_001;

    private const int FirstOfficer = 900_000;
    private const int PerTransaction = 20_000;

    /// <summary>Whether the database holds ratings or people that were not made up; then nothing is made up beside them.</summary>
    public async Task<bool> HoldsRealData(string asnChannel)
    {
        await using var db = await databases.CreateDbContextAsync();
        var last = $"{FirstAddress + 999_999}";
        return await db.Ratings.AnyAsync(r => !r.MadeUp)
            || await db.Complaints.AnyAsync(c => c.Happened != MakeUpComplaints.Mark)
            || await db.People.AnyAsync(p => p.Channel != asnChannel || p.Address.Length != 10 || p.Address.CompareTo($"{FirstAddress}") < 0
            || p.Address.CompareTo(last) > 0);
    }

    /// <summary>Makes it up, in place of what was made up earlier.</summary>
    public async Task Run(SeedPlan plan, string asnChannel)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        if (plan.Units > 0) await AddUnits(db, plan.Units);
        if (plan.Tree) await DemonstrationTree.Add(db);
        await units.Reload();
        var rated = units.Active.Where(u => u.Services.Any(s => s.Active)).OrderBy(u => u.Id)
            .Take(plan.Units > 0 ? plan.Units : int.MaxValue).ToList();
        if (rated.Count == 0)
            throw new InvalidDataException("There is no unit with a service to rate; import units first, or ask for some with --units.");
        if (plan.Ratings > 0) await SeedRatings(db, plan, rated);
        if (plan.Asn > 0) await SeedPeople(db, plan, rated, asnChannel);
        if (plan.Complaints > 0) await SeedComplaints(db, plan, rated, asnChannel);
    }

    private static async Task AddUnits(AppDb db, int wanted)
    {
        var there = await db.Units.CountAsync();
        for (var i = there + 1; i <= wanted; i++)
        {
            var unit = new Unit { Code = $"PERAGAAN-{i:000}", Name = $"Unit Peragaan {i:000}", YearlyRecipients = 1000 + (i * 37 % 9000) };
            unit.Services.Add(new Service { Code = "umum", Name = "Layanan umum" });
            db.Units.Add(unit);
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private async Task SeedRatings(AppDb db, SeedPlan plan, List<Unit> rated)
    {
        await Together(db, async () =>
        {
            foreach (var table in new[] { "ratings", "quick_ratings", "monthly_sums", "respondent_sums", "recent_ratings",
                "published_steps" }) await db.Sql.Run($"delete from {table}");
        });
        var make = new MakeUpRatings(rated, instruments.Current, time.GetUtcNow(), plan.Months, unit => units.ZoneOf(unit));
        for (var from = 0; from < plan.Ratings; from += PerTransaction)
        {
            var to = Math.Min(from + PerTransaction, plan.Ratings);
            await Together(db, () => make.Write(db, from, to));
        }

        await Together(db, async () =>
        {
            db.MonthlySums.AddRange(make.Sums());
            await db.SaveChangesAsync();
            foreach (var question in RespondentGroups.Questions) await db.Sql.Run(RespondentsSql(question));
        });
        db.ChangeTracker.Clear();
    }

    private static string RespondentsSql(string question) =>
        $"""
        insert into respondent_sums (month, unit_id, question, code, respondents)
        select month, unit_id, '{question}', {question}, count(*) from ratings where published and state = 'Complete' and {question} is not null group by month, unit_id, {question}
        """;

    private async Task SeedPeople(AppDb db, SeedPlan plan, List<Unit> rated, string channel)
    {
        var since = time.GetUtcNow().AddMonths(-plan.Months).ToUnixTimeMilliseconds();
        await Together(db, async () => await db.Sql.Run("delete from people where channel = @p0", channel));
        for (var from = 0; from < plan.Asn; from += PerTransaction)
        {
            var to = Math.Min(from + PerTransaction, plan.Asn);
            await Together(db, async () =>
            {
                for (var i = from; i < to; i++) await AddAsn(db, channel, FirstAddress + i, rated[i % rated.Count].Id, since);
            });
        }
    }

    private async Task SeedComplaints(AppDb db, SeedPlan plan, List<Unit> rated, string channel)
    {
        var (now, officers) = (time.GetUtcNow(), new Dictionary<int, long>());
        await Together(db, async () =>
        {
            await db.ComplaintEvents.ExecuteDeleteAsync();
            await db.ComplaintAttachments.ExecuteDeleteAsync();
            await db.ComplaintConsents.ExecuteDeleteAsync();
            await db.Complaints.ExecuteDeleteAsync();
            foreach (var (i, unit) in rated.Index())
                officers[unit.Id] = await Officer(db, channel, FirstAddress + FirstOfficer + i, unit.Id, now);
        });
        var make = new MakeUpComplaints(db, rated, officers, now, plan.Months, clock);
        for (var from = 0; from < plan.Complaints; from += PerTransaction)
        {
            var to = Math.Min(from + PerTransaction, plan.Complaints);
            await Together(db, () => words.AddMany(db, () => make.Write(from, to)));
        }
    }

    private static async Task<long> Officer(AppDb db, string channel, long address, int unit, DateTimeOffset now)
    {
        if (await db.Sql.Value("select id from people where channel = @p0 and address = @p1", channel, $"{address}") is long known)
            return known;
        var since = now.ToUnixTimeMilliseconds();
        var id = await Add(db, channel, address, since);
        await db.Sql.Run("insert into memberships (person_id, unit_id, role, since) values (@p0, @p1, @p2, @p3)", id, unit,
            nameof(Role.Officer), since);
        return id;
    }

    private static async Task<long> Add(AppDb db, string channel, long address, long since) => Convert.ToInt64(await db.Sql.Value(
        "insert into people (channel, address, language, first_seen) values (@p0, @p1, 'id', @p2) returning id", channel, $"{address}",
            since));

    private static async Task AddAsn(AppDb db, string channel, long address, int unit, long since)
    {
        var id = await Add(db, channel, address, since);
        await db.Sql.Run("insert into memberships (person_id, unit_id, role, since) values (@p0, @p1, @p2, @p3)", id, unit,
            nameof(Role.Asn), since);
    }

    private static async Task Together(AppDb db, Func<Task> work)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await work();
        await transaction.CommitAsync();
    }
}
