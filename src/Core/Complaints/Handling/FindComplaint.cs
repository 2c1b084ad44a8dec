using Core.Complaints.Tracking;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>Finds complaints.</summary>
internal static class FindComplaint
{
    /// <summary>
    /// The complaint of a code as typed; null when it is none of ours. Inside a message nobody else changes it until the message is
    /// answered.
    /// </summary>
    public static async ValueTask<Complaint?> ByCode(AppDb db, string? typed)
    {
        if (TrackingCode.Parse(typed, out var code) != TrackingCode.Reading.Good) return null;
        await Lock(db, code);
        return await db.Complaints.FirstOrDefaultAsync(c => c.Code == code);
    }

    /// <summary>Holds a complaint for the transaction.</summary>
    public static ValueTask Lock(AppDb db, string code) => db.Sql.Lock(NameOf(code));

    /// <summary>Holds several for the transaction, in the order given.</summary>
    public static ValueTask Lock(AppDb db, IReadOnlyCollection<string> codes) => db.Sql.LockAll([.. codes.Select(NameOf)]);

    private static string NameOf(string code) => $"complaint:{code}";
}
