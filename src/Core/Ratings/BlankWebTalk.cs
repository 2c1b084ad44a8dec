using System.Text.Json;
using Core.Persistence;

namespace Core.Ratings;

/// <summary>Takes out of a talk in the browser what its person said, where it would tell whose an anonymous answer is.</summary>
internal static class BlankWebTalk
{
    private const string Presses =
        "update web_messages set body = '{\"on\":1,\"hidden\":true}' where address = @p0 and from_me = @p1 and at >= @p2 and body like '%\"on\":%'";
    private const string Texts =
        "update web_messages set body = @p3 where address = @p0 and from_me = @p1 and at >= @p2 and body not like '%\"on\":%'";

    /// <summary>Blanks what was said from this moment on; in place of words stands the given text.</summary>
    public static async ValueTask Since(AppDb db, string address, DateTimeOffset moment, string instead)
    {
        var body = $"{{\"text\":{JsonSerializer.Serialize(instead)}}}";
        await db.Sql.Run(Presses, address, true, moment.ToUnixTimeMilliseconds());
        await db.Sql.Run(Texts, address, true, moment.ToUnixTimeMilliseconds(), body);
    }
}
