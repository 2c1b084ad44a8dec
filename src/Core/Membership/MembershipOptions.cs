namespace Core.Membership;

/// <summary>How people come to their roles (section <c>Membership</c>).</summary>
internal sealed class MembershipOptions
{
    /// <summary>Whether a role above civil servant works only once a second administrator confirmed it.</summary>
    public bool SecondPerson { get; set; }
}
