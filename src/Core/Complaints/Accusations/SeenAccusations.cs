using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Accusations;

/// <summary>What raises the question of a complaint's class, as officials are shown it.</summary>
internal static class SeenAccusations
{
    /// <summary>The phrases in what the citizen wrote, then and later, that raise the question of the class.</summary>
    public static async Task<IReadOnlyList<string>> Of(AppDb db, Complaint complaint)
    {
        Act[] said = [Act.Add, Act.Answer, Act.Complete, Act.Reopen];
        var later = await db.ComplaintEvents.Where(e => e.ComplaintId == complaint.Id && said.Contains(e.Act) && e.Words != null)
            .Select(e => e.Words!).ToListAsync();
        return [.. later.Prepend(complaint.Story).SelectMany(AccusationWords.In).Distinct()];
    }

    /// <summary>The first few of them, each in quotation marks.</summary>
    public static string Quoted(IReadOnlyList<string> found) => string.Join(", ", found.Take(4).Select(f => $"\"{f}\""));
}
