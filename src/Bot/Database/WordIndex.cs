using Core.Persistence;

namespace Bot.Database;

/// <summary>SQLite's full-text index.</summary>
internal sealed class SqliteWords : IWordIndex
{
    private const string Take = """
        insert into "__complaint_words" (rowid, story, said)
        select c.id, c.code || ' ' || c.story || ' ' || coalesce(c.place, '') || ' ' || coalesce(c.tags, ''),
            (select group_concat(e.words, ' ') from complaint_events e where e.complaint_id = c.id)
        from complaints c where c.id > @p0
        """;

    public FormattableString Find(IReadOnlyList<string> beginnings)
    {
        var match = string.Join(' ', beginnings.Select(w => $"\"{w}\"*"));
        return $"""select rowid as "Value" from "__complaint_words" where "__complaint_words" match {match}""";
    }

    public async Task AddMany(AppDb db, Func<Task> work)
    {
        var last = await db.Sql.Value("select coalesce(max(id), 0) from complaints");
        await Unheard(db, async () =>
        {
            await work();
            await db.Sql.Run(Take, last);
        });
    }

    /// <summary>
    /// Does something that the index hears nothing of; call it in a transaction, and <see cref="AddAll"/> before anybody searches.
    /// </summary>
    public static async Task Unheard(AppDb db, Func<Task> work)
    {
        var triggers = await db.Sql.All(
            "select name, sql from sqlite_master where type = 'trigger' and name like 'complaint_words_%' order by name",
            row => (Name: row.GetString(0), Sql: row.GetString(1)));
        foreach (var trigger in triggers) await db.Sql.Run($"drop trigger \"{trigger.Name}\"");
        await work();
        foreach (var trigger in triggers) await db.Sql.Run(trigger.Sql);
    }

    /// <summary>The words of all complaints, anew.</summary>
    public static async Task AddAll(AppDb db)
    {
        await db.Sql.Run("delete from \"__complaint_words\"");
        await db.Sql.Run(Take, 0);
    }
}

/// <summary>PostgreSQL's own.</summary>
internal sealed class PostgresWords : IWordIndex
{
    public FormattableString Find(IReadOnlyList<string> beginnings)
    {
        var query = string.Join(" & ", beginnings.Select(w => $"'{w}':*"));
        return $"""select id as "Value" from __complaint_words where words @@ cast({query} as tsquery)""";
    }

    public async Task AddMany(AppDb db, Func<Task> work)
    {
        var last = await db.Sql.Value("select coalesce(max(id), 0) from complaints");
        await Switch(db, "disable");
        await work();
        await db.Sql.Run("select complaint_words_of(id) from complaints where id > @p0", last);
        await Switch(db, "enable");

        // Until the server looks by itself, a minute or more later, it would read whole tables for each list.
        foreach (var table in new[] { "complaints", "complaint_events", "__complaint_words" }) await db.Sql.Run($"analyze {table}");
    }

    private static async Task Switch(AppDb db, string how)
    {
        await db.Sql.Run($"alter table complaints {how} trigger complaint_words_filed, {how} trigger complaint_words_changed");
        await db.Sql.Run($"alter table complaint_events {how} trigger complaint_words_said, {how} trigger complaint_words_unsaid");
    }
}
