namespace Core.Complaints;

/// <summary>What a citizen brings.</summary>
internal enum ComplaintKind
{
    /// <summary>Something went wrong (pengaduan).</summary>
    Complaint,

    /// <summary>A wish or proposal (aspirasi).</summary>
    Aspiration,

    /// <summary>A question to which the instansi owes an answer (permintaan informasi).</summary>
    Information,
}

/// <summary>How it must be handled, and by when (UU 25/2009, Perpres 76/2013; limits are settings).</summary>
internal enum ComplaintClass
{
    /// <summary>Permintaan informasi.</summary>
    Information,

    /// <summary>Aspirasi.</summary>
    Aspiration,

    /// <summary>Pengaduan tidak berkadar pengawasan: the unit handles it.</summary>
    Ordinary,

    /// <summary>Pengaduan berkadar pengawasan (abuse of office, corruption, discipline): the inspectorate alone handles it.</summary>
    Supervisory,
}

/// <summary>What kind and class say of each other: only a complaint leaves its class to triage.</summary>
internal static class KindAndClass
{
    extension(ComplaintClass of)
    {
        public ComplaintKind Kind => of switch
        {
            ComplaintClass.Information => ComplaintKind.Information,
            ComplaintClass.Aspiration => ComplaintKind.Aspiration,
            _ => ComplaintKind.Complaint,
        };
    }

    extension(ComplaintKind kind)
    {
        /// <summary>Null where triage decides.</summary>
        public ComplaintClass? Class => kind switch
        {
            ComplaintKind.Information => ComplaintClass.Information,
            ComplaintKind.Aspiration => ComplaintClass.Aspiration,
            _ => null,
        };
    }
}

/// <summary>Where a complaint stands.</summary>
internal enum ComplaintState
{
    /// <summary>Filed; triage must verify it.</summary>
    Submitted,

    /// <summary>Sent back to the citizen to be completed.</summary>
    Returned,

    /// <summary>With a unit (or the inspectorate) that has not taken it yet.</summary>
    Forwarded,

    /// <summary>Somebody works on it.</summary>
    InProgress,

    /// <summary>The citizen was asked something; the clock stands still.</summary>
    Waiting,

    /// <summary>Followed up; the citizen is asked whether it is settled.</summary>
    Resolved,

    /// <summary>The citizen said that it is not settled; the superior decides.</summary>
    Reopened,

    /// <summary>At its end.</summary>
    Closed,

    /// <summary>Taken back by the citizen, or never completed.</summary>
    Withdrawn,
}

/// <summary>What can be done with a complaint, and what its history can tell.</summary>
internal enum Act
{
    /// <summary>Read it with its story and history.</summary>
    View,

    /// <summary>See its code, unit, state and due date in lists.</summary>
    List,

    /// <summary>File it.</summary>
    File,

    /// <summary>Decide its class and unit.</summary>
    Verify,

    /// <summary>Send it back with a reason.</summary>
    Return,

    /// <summary>Complete what was sent back.</summary>
    Complete,

    /// <summary>Take it on, or over.</summary>
    Take,

    /// <summary>Ask the citizen.</summary>
    Ask,

    /// <summary>Answer what was asked.</summary>
    Answer,

    /// <summary>Go on without the citizen's answer.</summary>
    Resume,

    /// <summary>Tell the citizen how it goes.</summary>
    Progress,

    /// <summary>Pass it on to another unit or back to triage.</summary>
    PassOn,

    /// <summary>Report that it is followed up.</summary>
    Resolve,

    /// <summary>Give it to an officer, or back to all of them.</summary>
    Assign,

    /// <summary>Add something to it.</summary>
    Add,

    /// <summary>Say that it is settled.</summary>
    Confirm,

    /// <summary>Say that it is not settled.</summary>
    Reopen,

    /// <summary>Take it back.</summary>
    Withdraw,

    /// <summary>Rate the handling.</summary>
    Rate,

    /// <summary>Close it after a silence.</summary>
    Close,

    /// <summary>End it because it was never completed.</summary>
    Lapse,

    /// <summary>Remind on the working day before it is due.</summary>
    RemindBefore,

    /// <summary>Remind on the day.</summary>
    RemindOnDay,

    /// <summary>Remind once it is late.</summary>
    RemindLate,

    /// <summary>Tell the unit's head that it is late.</summary>
    EscalateToHead,

    /// <summary>Tell the instansi's administrators that it is late.</summary>
    EscalateToInstansi,

    /// <summary>Count its dates again after a year's holidays were decreed.</summary>
    Recount,

    /// <summary>An attachment could not be kept.</summary>
    LoseAttachment,

    /// <summary>Cut the tie to the person.</summary>
    Forget,

    /// <summary>Ask for a late one to be handled at last.</summary>
    Hurry,

    /// <summary>Erase an attachment of one's own.</summary>
    EraseAttachment,

    /// <summary>Decide the class of one that is with a unit already.</summary>
    Reclass,

    /// <summary>Say as a unit that it is not its own.</summary>
    Decline,

    /// <summary>End it without handling, with a reason.</summary>
    Dismiss,

    /// <summary>Take it for spam or abuse; somebody else must look.</summary>
    SuspectSpam,

    /// <summary>End it as spam after a second look.</summary>
    ConfirmSpam,

    /// <summary>It is no spam after all.</summary>
    ClearSpam,

    /// <summary>Note something that the citizen does not read.</summary>
    Note,

    /// <summary>Take back a step before the citizen has read of it.</summary>
    TakeBack,

    /// <summary>Another report about the same was merged into it.</summary>
    Merge,

    /// <summary>What it was merged into is not pursued by its citizen: it goes on by itself.</summary>
    GoOn,

    /// <summary>Give it to SP4N-LAPOR! too.</summary>
    SendUp,

    /// <summary>SP4N-LAPOR! took it.</summary>
    EnterNational,

    /// <summary>Something was done about it in SP4N-LAPOR!, for officials.</summary>
    NationalNews,

    /// <summary>Somebody answered there.</summary>
    NationalAnswer,
}

/// <summary>Why a report ends without being handled.</summary>
internal enum EndReason
{
    /// <summary>Another body must handle it; the citizen is told which.</summary>
    NotOurs,

    /// <summary>Another report says the same; both are told.</summary>
    Duplicate,

    /// <summary>Spam or abuse, seen by two people.</summary>
    Spam,

    /// <summary>The citizen does not want it any more.</summary>
    NotWanted,
}

/// <summary>What somebody is to one complaint.</summary>
[Flags]
internal enum Relation
{
    /// <summary>Nobody to it.</summary>
    Stranger = 0,

    /// <summary>Who filed it.</summary>
    Complainant = 1,

    /// <summary>Verifies complaints.</summary>
    Triage = 2,

    /// <summary>An officer of its unit.</summary>
    Officer = 4,

    /// <summary>Who took it, while they may still handle it.</summary>
    Holder = 8,

    /// <summary>The head of its unit.</summary>
    Head = 16,

    /// <summary>The inspectorate, for a complaint that is berkadar pengawasan.</summary>
    Inspector = 32,

    /// <summary>An administrator, who watches over dates and reads no story.</summary>
    Overseer = 64,

    /// <summary>The service itself.</summary>
    System = 128,

    /// <summary>Triage, where later words raise the question of the class again.</summary>
    Reviewer = 256,

    /// <summary>The head of the instansi, for what is about the inspectorate itself.</summary>
    Chief = 512,

    /// <summary>The head of a unit above its unit, who reads it and may give it to an officer there.</summary>
    Superior = 1024,

    /// <summary>Triage, where an officer takes it for spam: a second person must look, and in the unit nobody may be there.</summary>
    SecondLook = 2048,

    /// <summary>
    /// An administrator whose own office it is about, or one below: like <see cref="Overseer"/>, once triage has forwarded it.
    /// </summary>
    UnitOverseer = 4096,
}
