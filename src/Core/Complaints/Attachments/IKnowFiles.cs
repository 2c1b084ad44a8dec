using Core.Persistence;

namespace Core.Complaints.Attachments;

/// <summary>Says which files in the folder of attachments belong to rows; whoever keeps files there has one, else they are swept.</summary>
internal interface IKnowFiles
{
    /// <summary>Their names; one that is still to be written has no ending yet.</summary>
    Task<List<string>> Names(AppDb db, CancellationToken stop);
}
