using Core.People;

namespace Core.Complaints.Notices;

/// <summary>Who is to be told of a complaint: those who must act, those above them, and who looks as the second person.</summary>
internal sealed class ComplaintReaders(OfficeReaders readers, DateTimeOffset now)
{
    /// <summary>
    /// Those who must act: where nobody has the role or is there, the next one above, so that nothing lies between two offices.
    /// </summary>
    public async Task<List<Reader>> Responsible(Complaint complaint, ComplaintText text)
    {
        var today = text.Today(complaint, now);
        if (complaint.State == ComplaintState.Submitted) return await Triage(complaint, text);
        if (complaint.Class == ComplaintClass.Supervisory)
        {
            var role = complaint.OfInspectorate ? Role.InstansiHead : Role.Inspectorate;
            var inspector = await readers.Holder(complaint, today, (role, null));
            return inspector.Count > 0 ? inspector
                : await readers.FirstOf(complaint, today, (role, null), (Role.InstansiAdministrator, null));
        }

        var unit = complaint.UnitId;
        if (complaint.State == ComplaintState.Reopened)
            return await readers.FirstOf(complaint, today,
                [.. Leaders(unit, text), (Role.UnitAdministrator, unit), (Role.InstansiAdministrator, null)]);
        var holder = await readers.Holder(complaint, today, (Role.Officer, unit), (Role.Head, unit));
        return holder.Count > 0 ? holder : await readers.FirstOf(
            complaint, today, (Role.Officer, unit), (Role.Head, unit), (Role.UnitAdministrator, unit), (Role.InstansiAdministrator, null));
    }

    /// <summary>
    /// The head of the complaint's unit, where it has none that of the nearest unit above, or who is there instead; nobody for the
    /// inspectorate's complaints, whose accused that may be.
    /// </summary>
    public async Task<List<Reader>> Heads(Complaint complaint, ComplaintText text)
    {
        var unit = complaint.UnitId;
        var heads = Leaders(unit, text);
        if (complaint.Class == ComplaintClass.Supervisory) return [];
        foreach (var (role, of) in heads)
            if ((await readers.InRole(complaint, role, of)).Count > 0)
                return await readers.FirstOf(complaint, text.Today(complaint, now),
                    [.. heads, (Role.UnitAdministrator, unit), (Role.InstansiAdministrator, null)]);
        return [];
    }

    /// <summary>Who decides what was reopened: the unit's head, else the one above, who gives it to an officer.</summary>
    private static (Role Role, int? Unit)[] Leaders(int? unit, ComplaintText text) =>
        [(Role.Head, unit), .. text.Above(unit).Select(u => (Role.Head, (int?)u))];

    /// <summary>
    /// The administrators of the instansi, and with them the nearest head above the complaint's unit; the latter not of what belongs to
    /// the inspectorate or to triage.
    /// </summary>
    public async Task<List<Reader>> Above(Complaint complaint, ComplaintText text)
    {
        var administrators = await Administrators(complaint);
        if (complaint.Class == ComplaintClass.Supervisory || complaint.State == ComplaintState.Submitted) return administrators;
        var heads = await readers.FirstOf(complaint, text.Today(complaint, now),
            [.. text.Above(complaint.UnitId).Select(u => (Role.Head, (int?)u))]);
        return [.. administrators.Concat(heads).DistinctBy(r => r.Id)];
    }

    /// <summary>The bureau.</summary>
    public Task<List<Reader>> Administrators(Complaint complaint) => readers.InRole(complaint, Role.InstansiAdministrator, null);

    /// <summary>Those who decide classes.</summary>
    public Task<List<Reader>> Triage(Complaint complaint, ComplaintText text) =>
        readers.FirstOf(complaint, text.Today(complaint, now), (Role.Triage, null), (Role.InstansiAdministrator, null));

    /// <summary>
    /// Who looks as the second person at what somebody takes for spam: colleagues who are there, else the next in line. What belongs to the
    /// inspectorate goes no further than the bureau, which appoints somebody and reads nothing.
    /// </summary>
    public Task<List<Reader>> SecondEyes(Complaint complaint, long first, ComplaintText text)
    {
        var unit = complaint.UnitId;
        (Role, int?)[] line = complaint.Class == ComplaintClass.Supervisory
            ? [(complaint.OfInspectorate ? Role.InstansiHead : Role.Inspectorate, null), (Role.InstansiAdministrator, null)]
            : complaint.State == ComplaintState.Submitted ? [(Role.Triage, null), (Role.InstansiAdministrator, null)]
            : [(Role.Officer, unit), (Role.Head, unit), (Role.Triage, null), (Role.InstansiAdministrator, null)];
        return readers.FirstBut(first, complaint, text.Today(complaint, now), line);
    }
}
