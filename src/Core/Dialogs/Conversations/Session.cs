using System.Data.Common;
using Core.People;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs.Conversations;

/// <summary>A person with their conversation, as read for one message and written back after it.</summary>
internal sealed class Session
{
    private const string Find = """
        select p.id, p.language, p.unreachable_since, c.run, c.state, c.card, c.last_at
        from people p left join conversations c on c.person_id = p.id where p.channel = @p0 and p.address = @p1
        """;

    private const string Meet = """
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

    /// <summary>Reads who writes and where their talk stands; somebody new is written down.</summary>
    public static async ValueTask<Session> Load(AppDb db, string channel, string address, string? language, DateTimeOffset today)
    {
        var known = await db.Sql.First(Find, row => Read(row, channel, address), channel, address);
        if (known is null)
        {
            var speaks = Wording.Of(language).Language;
            var id = (long)(await db.Sql.Value(Meet, channel, address, speaks, today.ToUnixTimeMilliseconds()))!;
            return new Session(new Caller(id, channel, address, speaks, []), new ConversationState());
        }

        known.Who = await WithRoles(db, known.Who);
        return known;
    }

    /// <summary>The person as a caller without a conversation, for groups; somebody unknown has the id 0.</summary>
    public static async ValueTask<Caller> CallerOf(AppDb db, string channel, string address, string? language)
    {
        var known = await db.Sql.First(Find, row => Read(row, channel, address), channel, address);
        return known is null
            ? new Caller(0, channel, address, Wording.Of(language).Language, [])
            : await WithRoles(db, known.Who);
    }

    /// <summary>The person was erased by this very message: where their talk stands goes with them and is not written back.</summary>
    public void Forget()
    {
        IsForgotten = true;
        State.Clear();
    }

    public void Speak(string language) => Who = Who with { Language = language };

    public ValueTask<int> Save(AppDb db, DateTimeOffset at) => IsForgotten
        ? ValueTask.FromResult(0)
        : db.Sql.Run(Keep, Who.Id, Run, State.Write(), Card, at.ToUnixTimeMilliseconds(), State.Open?.Name);

    private static Session Read(DbDataReader row, string channel, string address)
    {
        var who = new Caller(row.GetInt64(0), channel, address, row.GetString(1), []);
        return new Session(who, ConversationState.Read(row.IsDBNull(4) ? null : row.GetString(4)))
        {
            Run = row.IsDBNull(3) ? 0 : row.GetInt32(3),
            Card = row.IsDBNull(5) ? null : row.GetString(5),
            LastAt = row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        };
    }

    private static async ValueTask<Caller> WithRoles(AppDb db, Caller who)
    {
        var held = await RolesBelow.Added(db, who with { Roles = await RolesOf(db, who.Id) });
        return held.Is(Role.InstansiAdministrator) ? held with { Alone = await IsAlone(db, who.Id) } : held;
    }

    private static async ValueTask<bool> IsAlone(AppDb db, long person) => await db.Sql.Value(
        "select 1 from memberships where until is null and person_id <> @p0 limit 1", person) is null;

    private static async ValueTask<IReadOnlyList<HeldRole>> RolesOf(AppDb db, long person) => await db.Sql.All(
        "select role, unit_id from memberships where person_id = @p0 and until is null",
        row => new HeldRole(Enum.Parse<Role>(row.GetString(0)), row.IsDBNull(1) ? null : row.GetInt32(1)),
        person);
}
