using Core.Persistence;

namespace Core.Complaints.Attachments;

/// <summary>Counts the files that whoever keeps some in the folder of attachments says are there, and those of them that are not.</summary>
internal sealed class CountFiles(AttachmentFolder folder, IEnumerable<IKnowFiles> owners)
{
    /// <summary>What is still to be fetched has no ending yet, and is not missed.</summary>
    public async Task<(int Kept, int Missing)> Count(AppDb db, CancellationToken stop = default)
    {
        var kept = new List<string>();
        foreach (var owner in owners) kept.AddRange((await owner.Names(db, stop)).Where(Path.HasExtension));
        return (kept.Count, kept.Count(name => !File.Exists(folder.PathOf(name))));
    }
}
