namespace Core.People;

/// <summary>What a place holds of people.</summary>
internal enum DataKind
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>What people said, tied to nobody: it can be neither told nor erased for one of them.</summary>
    Unlinked,

    /// <summary>Acts of an office, which name people by a number only; kept as archives (UU 43/2009).</summary>
    Acts,

    /// <summary>Data of a person: told by <c>/dataku</c>, erased by <c>/hapus</c>, and gone at the end of its term at the latest.</summary>
    Personal,
}

/// <summary>When a place loses its data at the latest; its sentence is the wording <c>personal.term.NAME</c>.</summary>
internal enum DataTerm
{
    /// <summary>Kept as long as the archives' schedule says.</summary>
    Archive,

    /// <summary>Until the person erases it.</summary>
    Erased,

    /// <summary>Until the message or document was sent.</summary>
    Sent,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>Ten days, since no platform repeats a message later.</summary>
    TenDays,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>Ninety days.</summary>
    Quarter,

    /// <summary>Until the month is over.</summary>
    Month,

    /// <summary>So many units of time as a setting says.</summary>
    Setting,
}

/// <summary>A table or folder, and what it means for people.</summary>
/// <param name="Name">Its name; what it holds is the wording <c>personal.NAME</c>.</param>
/// <param name="Kind">What it holds of people.</param>
/// <param name="Eraser">The <see cref="PersonalData.Name"/> that erases a person there; null where there is nothing to erase.</param>
/// <param name="Term">When it is gone at the latest.</param>
/// <param name="Setting">The setting that gives the term, with <see cref="DataTerm.Setting"/>.</param>
internal sealed record DataPlace(string Name, DataKind Kind, string? Eraser, DataTerm Term, string? Setting);

/// <summary>
/// Every place where the service keeps something, tables and folders: the record of processing (UU 27/2022, article 31) is made
/// from it, and a test holds it against the model, so that no new table is forgotten.
/// </summary>
internal static class PersonalDataRegistry
{
    /// <summary>The tables.</summary>
    public static IReadOnlyList<DataPlace> Tables { get; } =
    [
        Personal("people", "account", DataTerm.Erased),
        Personal("other_addresses", "account", DataTerm.Erased),
        Personal("memberships", "account", DataTerm.Erased),
        Personal("profiles", "account", DataTerm.Erased),
        Personal("consents", "account", DataTerm.Erased),
        Personal("invitations", "account", DataTerm.Erased),
        Personal("pending_roles", "account", DataTerm.Erased),
        Personal("privacy_requests", "account", DataTerm.Erased),
        Personal("conversations", "account", "Conversations:ExpireAfterHours"),
        Personal("shown_menus", "account", DataTerm.Erased),
        Personal("inbox", "account", DataTerm.TenDays),
        Personal("outbox", "account", DataTerm.Sent),
        Personal("web_messages", "web-chat", "Web:KeepDays"),
        Personal("news_ways", "news", DataTerm.Erased),
        Personal("talk_links", "news", DataTerm.Quarter),
        Personal("report_requests", "documents", DataTerm.Sent),
        Personal("import_files", "imports", DataTerm.Week),
        Personal("link_requests", "documents", DataTerm.Week),
        Personal("channel_links", "documents", DataTerm.Erased),
        Personal("monthly_posts", "documents", DataTerm.Erased),
        Personal("complaints", "complaints", "Complaints:KeepYears"),
        Personal("complaint_events", "complaints", "Complaints:KeepYears"),
        Personal("complaint_attachments", "complaints", "Complaints:KeepYears"),
        Personal("complaint_consents", "complaints", "Complaints:KeepYears"),
        Personal("complaint_news", "complaints", DataTerm.Sent),
        Personal("held_evidence", "complaints", DataTerm.Hour),
        Personal("desk_settings", "complaints", DataTerm.Erased),
        Personal("desk_links", "complaints", DataTerm.Week),
        Personal("desk_sessions", "complaints", DataTerm.Week),
        Personal("desk_views", "complaints", DataTerm.Erased),
        Personal("desk_looks", "complaints", DataTerm.Week),
        Personal("goals", "reminders", "Privacy:KeepRemindersMonths"),
        Personal("leaves", "reminders", "Privacy:KeepRemindersMonths"),
        Personal("reminders", "reminders", "Privacy:KeepRemindersMonths"),
        Personal("recaps", "reminders", "Privacy:KeepRemindersMonths"),
        Personal("read_broadcasts", "reminders", "Privacy:KeepRemindersMonths"),
        new("ratings", DataKind.Unlinked, null, DataTerm.Archive, null),
        new("pushed_answers", DataKind.Unlinked, null, DataTerm.Archive, null),
        new("recent_ratings", DataKind.Unlinked, null, DataTerm.Month, null),
        new("rater_counts", DataKind.Unlinked, null, DataTerm.Month, null),
        new("reflections", DataKind.Unlinked, null, DataTerm.Archive, null),
        new("audit", DataKind.Acts, null, DataTerm.Archive, null),
        new("breaches", DataKind.Acts, null, DataTerm.Archive, null),
        new("paper_batches", DataKind.Acts, null, DataTerm.Archive, null),
        new("rating_exclusions", DataKind.Acts, null, DataTerm.Archive, null),
        new("rating_looks", DataKind.Acts, null, DataTerm.Archive, null),
        new("follow_ups", DataKind.Acts, null, DataTerm.Archive, null),
        new("national_copies", DataKind.Acts, null, DataTerm.Archive, null),
        new("report_texts", DataKind.Acts, null, DataTerm.Archive, null),
        new("schedules", DataKind.Acts, null, DataTerm.Archive, null),
        new("announcement_files", DataKind.Acts, null, DataTerm.Quarter, null),
        new("broadcasts", DataKind.Acts, null, DataTerm.Archive, null),
        Free("units"), Free("services"), Free("monthly_sums"), Free("respondent_sums"), Free("quick_ratings"),
        Free("external_indices"), Free("look_marks"), Free("published_steps"), Free("installation"),
        Free("unread_shapes"), Free("alarms"), Free("backup_runs"), Free("brought_years"), Free("brought_days"),
        Free("canned_answers"), Free("team_values"),
    ];

    /// <summary>The folders of files, by the name they have in a backup.</summary>
    public static IReadOnlyList<DataPlace> Folders { get; } =
    [
        Personal("attachments", "complaints", "Complaints:KeepYears"),
        Personal("web-uploads", "web-chat", "Web:KeepUploadDays"),
        new("reports", DataKind.Unlinked, null, DataTerm.Week, null),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<DataPlace> All => Tables.Concat(Folders);

    private static DataPlace Free(string name) => new(name, DataKind.Free, null, DataTerm.Archive, null);

    private static DataPlace Personal(string name, string eraser, DataTerm term) => new(name, DataKind.Personal, eraser, term, null);

    private static DataPlace Personal(string name, string eraser, string setting) =>
        new(name, DataKind.Personal, eraser, DataTerm.Setting, setting);
}
