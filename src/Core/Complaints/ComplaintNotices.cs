using Core.Texts;

namespace Core.Complaints;

/// <summary>What a unit's group may learn of a complaint: code, kind and due date, and nothing else.</summary>
internal sealed class ComplaintNotices(ComplaintText text)
{
    /// <summary>The notice; null for one that is berkadar pengawasan or not with a unit, of which a group learns nothing.</summary>
    public string? NoticeForGroup(Complaint complaint, Wording words)
    {
        if (complaint.Class is null or ComplaintClass.Supervisory || complaint.UnitId is null
            || complaint.State == ComplaintState.Submitted) return null;
        return words["complaint.group-notice", ComplaintText.Code(complaint), ComplaintText.Kind(words, complaint),
            text.FollowUp(words, complaint)];
    }
}
