using System.Text.Json;
using Core.Persistence;

namespace Core.Ratings;

/// <summary>
/// Takes a rating out of a talk in the browser, where it would tell whose an anonymous answer is: what the person said, and the cards,
/// which tell how far somebody came, what was asked and whether they wrote something.
/// </summary>
internal static class BlankWebTalk
{
    private const string Lines =
        "select id, from_me, edit_of from web_messages where address = @p0 and at >= @p1 and (from_me or body like '%\"card\":true%') order by id";

    private const string Hidden = "{\"on\":1,\"hidden\":true}";

    /// <summary>Does it from this moment on; in the place of all of it stands the given text.</summary>
    public static async ValueTask Since(AppDb db, string address, DateTimeOffset moment, string instead)
    {
        var lines = await db.Sql.All(Lines, row => (Id: row.GetInt64(0), Mine: row.GetBoolean(1), Edits: row.IsDBNull(2) ? 0
            : row.GetInt64(2)), address, moment.ToUnixTimeMilliseconds());
        var mine = lines.LastOrDefault(l => l.Mine);
        var card = lines.LastOrDefault(l => !l.Mine);

        // The newest of each stays: a browser that heard nothing says its own again, and ours is about to be edited.
        foreach (var line in lines)
            if (line.Id == mine.Id) await Put(db, line.Id, Hidden);
            else if (line.Id == card.Id || line.Id == card.Edits)
                await Put(db, line.Id, $"{{\"text\":{JsonSerializer.Serialize(instead)},\"card\":true}}");
            else await db.Sql.RunAlong("delete from web_messages where id = @p0", line.Id);
    }

    private static ValueTask Put(AppDb db, long line, string body) =>
        db.Sql.RunAlong("update web_messages set body = @p1 where id = @p0", line, body);
}
