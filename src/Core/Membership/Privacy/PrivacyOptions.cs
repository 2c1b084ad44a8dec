using System.ComponentModel.DataAnnotations;

namespace Core.Membership.Privacy;

/// <summary>What the privacy notice says about this instansi (section <c>Privacy</c>).</summary>
internal sealed class PrivacyOptions
{
    /// <summary>Whom to ask about personal data (the PPDP, UU 27/2022 article 53): an address or a telephone number.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Months after which reminders and recaps are deleted, 3 to 60.</summary>
    [Range(3, 60)]
    public int KeepRemindersMonths { get; set; } = 13;
}
