using Core.Complaints.Handling;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Tracking;

/// <summary>What a page shows of a complaint: its state to anybody who has the code, its history to its owner alone.</summary>
/// <param name="Code">The code in groups.</param>
/// <param name="State">The state in words.</param>
/// <param name="Next">What happens next and by when; null for anybody but the owner.</param>
/// <param name="History">The history's lines; null for anybody but the owner.</param>
internal sealed record TrackedComplaint(string Code, string State, string? Next, IReadOnlyList<string>? History);

/// <summary>Reads a complaint for a page.</summary>
internal sealed class ReadTrackedComplaint
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ComplaintText _text;
    private readonly ComplaintHistory _history;
    private readonly TimeProvider _time;

    internal ReadTrackedComplaint(IDbContextFactory<AppDb> databases, ComplaintText text, ComplaintHistory history, TimeProvider time) =>
        (_databases, _text, _history, _time) = (databases, text, history, time);

    /// <summary>
    /// The complaint of a code as typed, seen by whoever uses this channel's address (null: by a stranger); null when there is none.
    /// </summary>
    public async Task<TrackedComplaint?> Find(string? typed, string? channel, string? address, Wording words)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, typed) is not { } found) return null;
        var complaint = await _history.AsCitizenReads(db, found);
        var (code, state) = (ComplaintText.Code(complaint), ComplaintText.State(words, complaint));
        var owns = address is not null && complaint.ComplainantId is { } id
            && await db.People.AnyAsync(p => p.Id == id && p.Channel == channel && p.Address == address);
        if (!owns) return new TrackedComplaint(code, state, null, null);
        var next = _text.Next(words, complaint, _time.GetUtcNow());
        return new TrackedComplaint(code, state, next,
            [.. (await _history.Tell(db, complaint, Relation.Complainant, words)).Split('\n').Skip(1)]);
    }
}
