using System.Data.Common;
using System.Text.Json;
using Core.Messaging;
using Core.Persistence;

namespace Core.Outbox;

/// <summary>Claims due rows for this process, replies first. Another process that looks at the same moment gets other rows, or none until its next look.</summary>
internal static class ClaimDueMessages
{
    private static string Sql(BusyChats busy) => $"""
        update outbox set owner = @p0, lease_until = @p1
        where state = 'Waiting' and (owner is null or lease_until < @p2) and id in (
            select id from outbox o where state = 'Waiting' and due_at <= @p2 and (owner is null or lease_until < @p2) and (@p4 or not bulk)
            and (not waits_for_talk or valid_until < @p2 or not {busy.Condition})
            order by bulk, due_at, id limit @p3)
        returning id, channel, address, body, valid_until, batch, bulk
        """;

    public static async ValueTask<List<ClaimedMessage>> Claim(AppDb db, BusyChats busy, string owner, DateTimeOffset now, int most, bool bulkToo) =>
        await db.Sql.All(Sql(busy), Read, owner, (now + OutboxSender.Lease).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), most, bulkToo);

    private static ClaimedMessage Read(DbDataReader row)
    {
        var message = JsonSerializer.Deserialize(row.GetString(3), OutgoingMessageJson.Default.OutgoingMessage)! with { Address = row.GetString(2) };
        return new ClaimedMessage(
            row.GetInt64(0),
            row.GetString(1),
            message,
            row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.GetBoolean(6));
    }
}
