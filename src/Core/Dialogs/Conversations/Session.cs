using System.Data.Common;
using System.Globalization;
using Core.People;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs.Conversations;

/// <summary>A person with their conversation, as read for one message and written back after it.</summary>
internal sealed class Session
{
    private const string Known = """
        select p.id, p.language, p.unreachable_since, c.run, c.state, c.card, c.last_at,
            (select string_agg(m.role || ':' || coalesce(cast(m.unit_id as text), ''), ',') from memberships m
                where m.person_id = p.id and m.until is null)
        from people p left join conversations c on c.person_id = p.id where p.channel = @p0 and p.address = @p1
        """;

    private const string New = """
        insert into people (channel, address, language, first_seen) values (@p0, @p1, @p2, @p3) returning id
        """;

    private const string Keep = """
        insert into conversations (person_id, run, state, card, last_at, open_dialog) values (@p0, @p1, @p2, @p3, @p4, @p5)
        on conflict (person_id) do update set run = excluded.run, state = excluded.state, card = excluded.card, last_at = excluded.last_at,
            open_dialog = excluded.open_dialog
        """;

    private Session(Caller who, ConversationState state) => (Who, State) = (who, state);

    public Caller Who { get; private set; }

    public ConversationState State { get; }

    public int Run { get; set; }

    public string? Card { get; set; }

    public DateTimeOffset? LastAt { get; private set; }

    private bool IsForgotten { get; set; }

    /// <summary>Reads who writes and where their talk stands; null for somebody new.</summary>
    public static async ValueTask<Session?> Find(AppDb db, string channel, string address)
    {
        var known = await db.Sql.First(Known, row => Read(row, channel, address), channel, address);
        if (known is not null) await known.ReadRights(db);
        return known;
    }

    /// <summary>Writes down somebody new.</summary>
    public static async ValueTask<Session> Meet(AppDb db, string channel, string address, string? language, DateTimeOffset today)
    {
        var speaks = Wording.Of(language).Language;
        var id = (long)(await db.Sql.Value(New, channel, address, speaks, today.ToUnixTimeMilliseconds()))!;
        return new Session(new Caller(id, channel, address, speaks, []), new ConversationState());
    }

    /// <summary>The person as a caller without a conversation, for groups; somebody unknown has the id 0.</summary>
    public static async ValueTask<Caller> CallerOf(AppDb db, string channel, string address, string? language) =>
        await Find(db, channel, address) is { } known ? known.Who : new Caller(0, channel, address, Wording.Of(language).Language, []);

    /// <summary>The person was erased by this very message: where their talk stands goes with them and is not written back.</summary>
    public void Forget()
    {
        IsForgotten = true;
        State.Clear();
    }

    public void Speak(string language) => Who = Who with { Language = language };

    public ValueTask Save(AppDb db, DateTimeOffset at) => IsForgotten
        ? default
        : db.Sql.RunAlong(Keep, Who.Id, Run, State.Write(), Card, at.ToUnixTimeMilliseconds(), State.Open?.Name);

    private static Session Read(DbDataReader row, string channel, string address)
    {
        var who = new Caller(row.GetInt64(0), channel, address, row.GetString(1), row.IsDBNull(7) ? [] : RolesIn(row.GetString(7)));
        return new Session(who, ConversationState.Read(row.IsDBNull(4) ? null : row.GetString(4)))
        {
            Run = row.IsDBNull(3) ? 0 : row.GetInt32(3),
            Card = row.IsDBNull(5) ? null : row.GetString(5),
            LastAt = row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        };
    }

    private static HeldRole[] RolesIn(string all) => [.. all.Split(',').Select(one => one.Split(':'))
        .Select(role => new HeldRole(Enum.Parse<Role>(role[0]), role[1] is "" ? null : int.Parse(role[1], CultureInfo.InvariantCulture)))];

    private async ValueTask ReadRights(AppDb db)
    {
        if (Who.Roles.Count == 0) return;
        Who = await RolesBelow.Added(db, Who);
        if (Who.Is(Role.InstansiAdministrator)) Who = Who with { Alone = await IsAlone(db, Who.Id) };
    }

    private static async ValueTask<bool> IsAlone(AppDb db, long person) => await db.Sql.Value(
        "select 1 from memberships where until is null and person_id <> @p0 limit 1", person) is null;
}
