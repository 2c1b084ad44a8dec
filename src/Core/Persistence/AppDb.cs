using System.Text.RegularExpressions;
using Core.Calendar;
using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Desk;
using Core.Complaints.Filing;
using Core.Complaints.National;
using Core.Complaints.Notices;
using Core.Dialogs;
using Core.Dialogs.Conversations;
using Core.ExternalIndices;
using Core.FollowUps;
using Core.Inbox;
using Core.Membership;
using Core.Membership.Joining;
using Core.Membership.Privacy;
using Core.Membership.Profiles;
using Core.Membership.Roles;
using Core.Messaging;
using Core.MonthlyPosts;
using Core.Outbox;
using Core.People;
using Core.Ratings;
using Core.Reports;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Core.Persistence;

/// <summary>Every table of the service. It sees all entities and has no behaviour of its own.</summary>
internal sealed partial class AppDb(DbContextOptions<AppDb> options) : DbContext(options)
{
    /// <summary>Units that serve citizens.</summary>
    public DbSet<Unit> Units => Set<Unit>();

    /// <summary>The services of the units.</summary>
    public DbSet<Service> Services => Set<Service>();

    /// <summary>Everybody who ever wrote to us, by channel and address.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Roles of people in units.</summary>
    public DbSet<Core.People.RoleGrant> Memberships => Set<Core.People.RoleGrant>();

    /// <summary>The open dialog of each person.</summary>
    public DbSet<Conversation> Conversations => Set<Conversation>();

    /// <summary>The menus that people were shown.</summary>
    public DbSet<ShownMenu> ShownMenus => Set<ShownMenu>();

    /// <summary>What was received, so that nothing is handled twice.</summary>
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>What updates looked like that could not be read.</summary>
    public DbSet<UnreadShape> UnreadShapes => Set<UnreadShape>();

    /// <summary>What is still to be sent.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>What is true of the whole installation.</summary>
    public DbSet<InstallationFact> Installation => Set<InstallationFact>();

    /// <summary>Ratings by the official survey.</summary>
    public DbSet<Rating> Ratings => Set<Rating>();

    /// <summary>How many ratings an account gave a unit this month.</summary>
    public DbSet<RaterCount> RaterCounts => Set<RaterCount>();

    /// <summary>The newest ratings of each unit, encrypted under the key of the day.</summary>
    public DbSet<RecentRatings> RecentRatings => Set<RecentRatings>();

    /// <summary>How many ratings of each service were published together.</summary>
    public DbSet<PublishedStep> PublishedSteps => Set<PublishedStep>();

    /// <summary>One-tap ratings, never mixed into the SKM.</summary>
    public DbSet<QuickRating> QuickRatings => Set<QuickRating>();

    /// <summary>Sums of the complete ratings by service and month.</summary>
    public DbSet<MonthlySum> MonthlySums => Set<MonthlySum>();

    /// <summary>Respondents of a month by what they said about themselves.</summary>
    public DbSet<RespondentSum> RespondentSums => Set<RespondentSum>();

    /// <summary>Ratings that somebody decided not to count.</summary>
    public DbSet<RatingExclusion> RatingExclusions => Set<RatingExclusion>();

    /// <summary>What somebody decided about flagged ratings one by one.</summary>
    public DbSet<RatingLook> RatingLooks => Set<RatingLook>();

    /// <summary>Files of paper questionnaires.</summary>
    public DbSet<PaperBatch> PaperBatches => Set<PaperBatch>();

    /// <summary>Files that administrators sent to be read.</summary>
    internal DbSet<Core.Imports.ImportFile> ImportFiles => Set<Core.Imports.ImportFile>();

    /// <summary>Chats that receive monthly posts.</summary>
    public DbSet<ChannelLink> ChannelLinks => Set<ChannelLink>();

    /// <summary>Chats that administrators want to link and that the platform is still to be asked about.</summary>
    public DbSet<LinkRequest> LinkRequests => Set<LinkRequest>();

    /// <summary>Pictures and documents that go with announcements.</summary>
    internal DbSet<Core.Schedules.AnnouncementFile> AnnouncementFiles => Set<Core.Schedules.AnnouncementFile>();

    /// <summary>Ratings that the national survey took.</summary>
    internal DbSet<Core.NationalSurvey.PushedAnswer> PushedAnswers => Set<Core.NationalSurvey.PushedAnswer>();

    /// <summary>Monthly posts, one for each subject, month and chat.</summary>
    public DbSet<MonthlyPost> MonthlyPosts => Set<MonthlyPost>();

    /// <summary>What units plan to do about their weakest unsur.</summary>
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    /// <summary>Documents that are still to be made.</summary>
    public DbSet<ReportRequest> ReportRequests => Set<ReportRequest>();

    public DbSet<ReportText> ReportTexts => Set<ReportText>();

    /// <summary>The talks of the web chat, as browsers show them.</summary>
    public DbSet<WebMessage> WebMessages => Set<WebMessage>();

    /// <summary>Complaints, aspirations and requests for information.</summary>
    internal DbSet<Complaint> Complaints => Set<Complaint>();

    /// <summary>What happened to them, line by line.</summary>
    internal DbSet<ComplaintEvent> ComplaintEvents => Set<ComplaintEvent>();

    /// <summary>Their files.</summary>
    internal DbSet<ComplaintAttachment> ComplaintAttachments => Set<ComplaintAttachment>();

    /// <summary>Which complaints are to be in SP4N-LAPOR! too, or are.</summary>
    internal DbSet<NationalCopy> NationalCopies => Set<NationalCopy>();

    /// <summary>Evidence that officials chose at the desk and did not send with an answer yet.</summary>
    internal DbSet<HeldEvidence> HeldEvidence => Set<HeldEvidence>();

    /// <summary>What citizens agreed to before filing.</summary>
    internal DbSet<ComplaintConsent> ComplaintConsents => Set<ComplaintConsent>();

    /// <summary>What officials hear about complaints, told or waiting.</summary>
    internal DbSet<ComplaintNews> ComplaintNews => Set<ComplaintNews>();

    /// <summary>How officials want to hear of complaints.</summary>
    internal DbSet<DeskSettings> DeskSettings => Set<DeskSettings>();

    /// <summary>More addresses of people on their channels.</summary>
    internal DbSet<OtherAddress> OtherAddresses => Set<OtherAddress>();

    /// <summary>Ways by which people are called back to a talk in the browser.</summary>
    public DbSet<Core.News.NewsWay> NewsWays => Set<Core.News.NewsWay>();

    /// <summary>Private links that open a talk on another device.</summary>
    public DbSet<Core.News.TalkLink> TalkLinks => Set<Core.News.TalkLink>();

    /// <summary>Ways into the desk that open once.</summary>
    internal DbSet<DeskLink> DeskLinks => Set<DeskLink>();

    /// <summary>Browsers that are at the desk.</summary>
    internal DbSet<DeskSession> DeskSessions => Set<DeskSession>();

    /// <summary>Lists that officials want to find again.</summary>
    internal DbSet<DeskView> DeskViews => Set<DeskView>();

    /// <summary>Who looks at which complaint right now.</summary>
    internal DbSet<DeskLook> DeskLooks => Set<DeskLook>();

    /// <summary>Words that offices say often.</summary>
    internal DbSet<CannedAnswer> CannedAnswers => Set<CannedAnswer>();

    /// <summary>What civil servants told us about themselves.</summary>
    public DbSet<Profile> Profiles => Set<Profile>();

    /// <summary>Links by which people get a role.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Roles that wait for a second person.</summary>
    public DbSet<PendingRole> PendingRoles => Set<PendingRole>();

    /// <summary>Requests about personal data that the office answers.</summary>
    public DbSet<PrivacyRequest> PrivacyRequests => Set<PrivacyRequest>();

    /// <summary>Failures to protect personal data, with their clock.</summary>
    public DbSet<Breach> Breaches => Set<Breach>();

    /// <summary>What people agreed to, and when.</summary>
    public DbSet<Consent> Consents => Set<Consent>();

    /// <summary>Every administrative act.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Goals of civil servants under the seven values.</summary>
    public DbSet<Core.Berakhlak.Goal> Goals => Set<Core.Berakhlak.Goal>();

    /// <summary>Answers to the monthly pulse, tied to no person.</summary>
    public DbSet<Core.Berakhlak.Reflection> Reflections => Set<Core.Berakhlak.Reflection>();

    /// <summary>The value that a unit's team practises together in a month.</summary>
    public DbSet<Core.Berakhlak.TeamValue> TeamValues => Set<Core.Berakhlak.TeamValue>();

    /// <summary>Reminders, one for each person and working day.</summary>
    public DbSet<Core.Reminders.Reminder> Reminders => Set<Core.Reminders.Reminder>();

    /// <summary>Days on which civil servants are on leave.</summary>
    public DbSet<Core.Reminders.Leave> Leaves => Set<Core.Reminders.Leave>();

    /// <summary>Recaps that were sent, one for each person and day.</summary>
    public DbSet<Core.Reminders.Recap> Recaps => Set<Core.Reminders.Recap>();

    /// <summary>When deeds last looked.</summary>
    public DbSet<Core.Schedules.JobCheckpoint> LookMarks => Set<Core.Schedules.JobCheckpoint>();

    /// <summary>What needs a person now.</summary>
    internal DbSet<Core.Alarms.Alarm> Alarms => Set<Core.Alarms.Alarm>();

    /// <summary>Backups that were made or tried, and how it went.</summary>
    internal DbSet<Core.Alarms.BackupRun> BackupRuns => Set<Core.Alarms.BackupRun>();

    /// <summary>Years whose days off somebody brought in.</summary>
    internal DbSet<Core.DaysOff.BroughtYear> BroughtYears => Set<Core.DaysOff.BroughtYear>();

    /// <summary>Their days.</summary>
    internal DbSet<Core.DaysOff.BroughtDay> BroughtDays => Set<Core.DaysOff.BroughtDay>();

    /// <summary>Messages that come again by a rule.</summary>
    public DbSet<Core.Schedules.Schedule> Schedules => Set<Core.Schedules.Schedule>();

    /// <summary>Messages to many, as they are being filled into the outbox.</summary>
    public DbSet<Core.Schedules.Broadcast> Broadcasts => Set<Core.Schedules.Broadcast>();

    /// <summary>Who said that they have read an announcement.</summary>
    public DbSet<Core.Schedules.ReadBroadcast> ReadBroadcasts => Set<Core.Schedules.ReadBroadcast>();

    /// <summary>Figures that others measured: BerAKHLAK, Ombudsman, IPP.</summary>
    public DbSet<ExternalIndex> ExternalIndices => Set<ExternalIndex>();

    /// <summary>Prepared statements on this context's connection, for the way that every message takes.</summary>
    internal PreparedCommands Sql => field ??= new PreparedCommands(this);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties()) property.SetColumnName(SnakeCase(property.Name));
            foreach (var key in entity.GetKeys()) key.SetName(SnakeCase(key.GetName()!));
            foreach (var foreign in entity.GetForeignKeys()) foreign.SetConstraintName(SnakeCase(foreign.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMilliseconds>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<IsoDate>();
        configurationBuilder.Properties<TimeOnly>().HaveConversion<IsoTime>();
        configurationBuilder.Properties<Month>().HaveConversion<MonthNumber>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    private static string SnakeCase(string name) =>
        WordStart().Replace(name, "_").ToLowerInvariant().Replace("__", "_", StringComparison.Ordinal);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}

/// <summary>A moment as UTC milliseconds since 1970, sortable alike in SQLite and PostgreSQL.</summary>
internal sealed class UtcMilliseconds() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));

/// <summary>A date as <c>2026-12-30</c>, sortable alike in both vendors.</summary>
internal sealed class IsoDate() : ValueConverter<DateOnly, string>(
    date => date.ToString("yyyy-MM-dd"), stored => DateOnly.ParseExact(stored, "yyyy-MM-dd"));

/// <summary>A month as <c>202611</c>.</summary>
internal sealed class MonthNumber() : ValueConverter<Month, int>(month => month.Number, stored => new Month(stored));

/// <summary>A time of day as <c>07:30</c>.</summary>
internal sealed class IsoTime() : ValueConverter<TimeOnly, string>(
    time => time.ToString("HH:mm"), stored => TimeOnly.ParseExact(stored, "HH:mm"));
