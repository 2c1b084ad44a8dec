using Core.People;

namespace Core.Complaints;

/// <summary>What a person is to a complaint at this moment, and so what they may do with it (<see cref="ComplaintRules"/>).</summary>
internal static class ComplaintRights
{
    /// <summary>
    /// Whoever filed a complaint never handles it, whatever their roles. One that is berkadar pengawasan belongs to the
    /// inspectorate alone, and there not to somebody of the accused unit or of one above it.
    /// </summary>
    public static Relation Of(Caller who, Complaint complaint)
    {
        if (complaint.ComplainantId is { } complainant && complainant == who.Id) return Relation.Complainant;
        var relation = complaint.Class == ComplaintClass.Supervisory ? OfSupervisory(who, complaint) : OfUsual(who, complaint);
        const Relation handling = Relation.Officer | Relation.Head | Relation.Inspector | Relation.Chief;
        return (relation & handling) != 0 && complaint.HolderId == who.Id ? relation | Relation.Holder : relation;
    }

    /// <summary>Whether the person may do it now.</summary>
    public static bool May(Caller who, Act act, Complaint complaint) =>
        ComplaintRules.Allow(act, complaint.State, Of(who, complaint)) && !IsAgainstSpamRule(who, act, complaint)
        && !IsUnheard(act, complaint) && !IsUnhandled(act, complaint) && !IsTheCitizensOwn(who, act, complaint);

    /// <summary>
    /// Whether the step waits for a word of somebody whom no word of ours reaches: who came to the counter, called or wrote, or is erased.
    /// The clock would stand still, or the complaint lapse, and nobody would know that they were asked.
    /// </summary>
    public static bool IsUnheard(Act act, Complaint complaint) => !complaint.ReachesCitizen && act is Act.Ask or Act.Return;

    /// <summary>Whether there is no handling to rate: what triage or a unit ended with a reason nobody followed up.</summary>
    public static bool IsUnhandled(Act act, Complaint complaint) => act == Act.Rate && complaint.ResolvedOn is null;

    /// <summary>
    /// Whoever has a chat with us says there themselves that it is not settled. For somebody who came to the counter, called or wrote an
    /// official does it, on their word; not what was erased at somebody's request or after its time.
    /// </summary>
    private static bool IsTheCitizensOwn(Caller who, Act act, Complaint complaint) =>
        act == Act.Reopen && (complaint.ReachesCitizen || complaint.Story.Length == 0) && complaint.ComplainantId != who.Id;

    /// <summary>Whether the person handles complaints at all.</summary>
    public static bool Handles(Caller who) =>
        who.Is(Role.Officer) || who.Is(Role.Head) || who.Is(Role.Triage) || who.Is(Role.Inspectorate)
        || who.Is(Role.InstansiHead);

    /// <summary>
    /// Whether the person writes down what somebody says at the counter, by telephone or in a letter (<see cref="Act.File"/>).
    /// </summary>
    public static bool TakesIn(Caller who) => who.Is(Role.Officer) || who.Is(Role.Head) || who.Is(Role.Triage);

    /// <summary>As what they write it down.</summary>
    public static Relation TakingIn(Caller who) =>
        who.Is(Role.Officer) ? Relation.Officer : who.Is(Role.Head) ? Relation.Head : Relation.Triage;

    /// <summary>Whether the person watches over dates.</summary>
    public static bool Oversees(Caller who) => Handles(who) || who.Is(Role.UnitAdministrator) || who.Is(Role.InstansiAdministrator);

    /// <summary>
    /// Triage neither reads nor classes what is about its own unit: nobody judges their own office (UU 30/2014, articles 42 to 44, on
    /// conflict of interest), nor a unit below it; an administrator of the instansi sees it there once
    /// triage has forwarded it. Only in a trial, where nobody else has any role, there is nobody to be in conflict with.
    /// </summary>
    public static bool IsOfOwnOffice(Caller who, Complaint complaint) =>
        complaint.UnitId is { } unit && who.IsOfOwnOffice(unit) && !who.Alone;

    /// <summary>Spam is what two people take for it: whoever said so first does not confirm it, and may take it back.</summary>
    private static bool IsAgainstSpamRule(Caller who, Act act, Complaint complaint) => act switch
    {
        Act.SuspectSpam => complaint.SpamById is not null,
        Act.ConfirmSpam => complaint.SpamById is not { } first || first == who.Id,
        Act.ClearSpam => complaint.SpamById is null,
        _ => false,
    };

    private static Relation OfSupervisory(Caller who, Complaint complaint)
    {
        var accused = complaint.UnitId is { } unit && who.IsOfOwnOffice(unit);
        var overseer = who.Is(Role.InstansiAdministrator) && !accused ? Relation.Overseer : 0;
        if (complaint.OfInspectorate) return (who.Is(Role.InstansiHead) ? Relation.Chief : 0) | overseer;
        if (accused) return Relation.Stranger;
        return (who.Is(Role.Inspectorate) ? Relation.Inspector : 0) | overseer;
    }

    private static Relation OfUsual(Caller who, Complaint complaint)
    {
        var relation = who.Is(Role.Triage) && !IsOfOwnOffice(who, complaint) ? Relation.Triage : Relation.Stranger;
        if (relation == Relation.Triage && complaint.Raised) relation |= Relation.Reviewer;
        if ((relation & Relation.Triage) != 0 && complaint.SpamById is not null) relation |= Relation.SecondLook;
        if (who.Is(Role.InstansiAdministrator))
            relation |= IsOfOwnOffice(who, complaint) ? Relation.UnitOverseer : Relation.Overseer;
        if (complaint.UnitId is not { } unit || complaint.EndedWithTriage) return relation; // the unit never had it
        if (who.IsIn(Role.Officer, unit)) relation |= Relation.Officer;
        if (who.IsIn(Role.Head, unit)) relation |= Relation.Head;
        else if (who.IsAbove(Role.Head, unit)) relation |= Relation.Superior;
        if (who.IsIn(Role.UnitAdministrator, unit) || who.IsAbove(Role.UnitAdministrator, unit)) relation |= Relation.UnitOverseer;
        return relation;
    }
}
