namespace Core.Complaints;

/// <summary>A step that can still be taken back: its messages wait under this name.</summary>
/// <param name="Of">The complaint that it changes; another one only hears of it.</param>
/// <param name="Name">What the occasions of its messages begin with.</param>
/// <param name="Until">When it is told.</param>
/// <param name="Before">What the complaint was before it.</param>
internal sealed record HeldStep(long Of, string Name, DateTimeOffset Until, string Before)
{
    /// <summary>A name that no other step of any complaint has, since every step counts the version up.</summary>
    public static string NameOf(Complaint complaint) => FormattableString.Invariant($"desk:{complaint.Id}:{complaint.Version}");
}
