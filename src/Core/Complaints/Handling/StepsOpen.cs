using Core.People;

namespace Core.Complaints.Handling;

/// <summary>Which steps are open to somebody: the one answer to it, for the chat and for the desk in a browser.</summary>
internal static class StepsOpen
{
    /// <summary>What can be asked for, in the order of the buttons, and what it is in the table.</summary>
    public static IReadOnlyDictionary<string, Act> Acts { get; } = new Dictionary<string, Act>
    {
        ["verifikasi"] = Act.Verify,
        ["tinjau"] = Act.Reclass,
        ["kembalikan"] = Act.Return,
        ["ambil"] = Act.Take,
        ["selesai"] = Act.Resolve,
        ["tanya"] = Act.Ask,
        ["lanjut"] = Act.Resume,
        ["kabar"] = Act.Progress,
        ["serahkan"] = Act.Assign,
        ["teruskan"] = Act.PassOn,
        ["tolak"] = Act.Decline,
        ["tutup"] = Act.Dismiss,
        ["spam-ya"] = Act.ConfirmSpam,
        ["spam-bukan"] = Act.ClearSpam,
        ["buka"] = Act.Reopen,
        ["lapor"] = Act.SendUp,
        ["catatan"] = Act.Note,
        ["riwayat"] = Act.View,
        ["lampiran"] = Act.View,
        ["tarik"] = Act.TakeBack,
        ["kirim"] = Act.TakeBack,
    };

    /// <summary>Steps of the holder that take it first where nobody has: one press less for the usual one.</summary>
    private static readonly Act[] TakesFirst = [Act.Resolve, Act.Ask, Act.Progress, Act.Dismiss];

    /// <summary>An own complaint is looked after by /cek, not here, whatever the person's roles.</summary>
    public static bool Sees(Caller who, Complaint complaint) =>
        complaint.ComplainantId != who.Id && ComplaintRights.May(who, Act.View, complaint);

    /// <summary>
    /// Whether the step can be asked for: a holder's step also by somebody who may take the complaint on, and one that is taken back only
    /// where there is one.
    /// </summary>
    public static bool IsOpen(Caller who, Act act, Complaint complaint) => act == Act.TakeBack || ComplaintRights.May(who, act, complaint)
        || (TakesFirst.Contains(act) && !ComplaintRights.IsUnheard(act, complaint) && MayTakeFirst(who, complaint));

    /// <summary>Whether it is a holder's step.</summary>
    public static bool IsHolders(Act act) => TakesFirst.Contains(act);

    private static bool MayTakeFirst(Caller who, Complaint complaint) => ComplaintRights.May(who, Act.Take, complaint)
        && complaint.State is ComplaintState.Forwarded or ComplaintState.InProgress or ComplaintState.Reopened;
}
