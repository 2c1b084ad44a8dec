using Bot.Web.Chat;
using Core.Calendar;
using Core.Complaints.Attachments;
using Core.Complaints.Desk;
using Core.Complaints.National;
using Core.Complaints.Notices;
using Core.Dialogs.Messages;
using Core.FollowUps;
using Core.Imports;
using Core.Inbox;
using Core.Membership;
using Core.Membership.Joining;
using Core.Membership.Privacy;
using Core.Membership.Profiles;
using Core.Membership.Roles;
using Core.Messaging;
using Core.MonthlyPosts;
using Core.NationalSurvey;
using Core.News;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Reminders;
using Core.Reports;
using Core.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Ratings;

/// <summary>
/// What people do in the same breath as they rate, so that every table that can hold something of them holds a moment of it:
/// by talking where a few words do it, else as the row that the deed writes, with the very moment.
/// </summary>
internal sealed class DoneBeside(IServiceProvider services, TimeProvider time)
{
    private const int Kinds = 4;
    private int _said;

    /// <summary>
    /// Tables that no turn of somebody who rates can fill, each with its reason. Who acts for the office may rate in the same breath: what
    /// names them is filled, and only what names nobody stands here.
    /// </summary>
    public static IReadOnlyDictionary<string, string> NotOfRaters { get; } = new Dictionary<string, string>
    {
        ["alarms"] = "the service's own state; names nobody",
        ["backup_runs"] = "the service's own state; names nobody",
        ["brought_days"] = "the calendar; names nobody",
        ["brought_years"] = "the calendar; names nobody, who brought them stands in the audit",
        ["canned_answers"] = "words of offices; no moment and nobody",
        ["external_indices"] = "figures that others measured; names nobody, who entered them stands in the audit",
        ["installation"] = "facts of the whole installation; no moment and nobody",
        ["look_marks"] = "when jobs last looked; names nobody",
        ["monthly_posts"] = "posts of whole months, made by a job",
        ["rating_exclusions"] = "made by a decision about five ratings or more at once; who decided is not who rated",
        ["rating_looks"] = "decided about a rating by its number; who decided is not who rated",
        ["reflections"] = "tied to no person and no rating; the pulse has tests of its own",
        ["report_texts"] = "words of units in reports; names nobody",
        ["team_values"] = "chosen by units; no moment and nobody",
        ["unread_shapes"] = "fields of updates, without values; names nobody",
    };

    /// <summary>Columns that are alike in all rows here, each with the reason why they tell of nobody's turn.</summary>
    public static IReadOnlyDictionary<string, string> Alike { get; } = new Dictionary<string, string>
    {
        ["monthly_sums.instrument"] = OneQuestionnaire,
        ["monthly_sums.month"] = OneMonth,
        ["monthly_sums.paper"] = OnPaper,
        ["other_addresses.channel"] = "with the address it is there once; the only channel here whose addresses move",
        ["published_steps.instrument"] = OneQuestionnaire,
        ["published_steps.month"] = OneMonth,
        ["rater_counts.month"] = OneMonth,
        ["rater_counts.ratings"] = "how often one account rated a unit: each once here",
        ["ratings.disability"] = OnPaper,
        ["ratings.instrument"] = OneQuestionnaire,
        ["ratings.made_up"] = "seed-demo alone sets it",
        ["ratings.month"] = OneMonth,
        ["ratings.paper_batch"] = OnPaper,
        ["ratings.replaces"] = "names another rating, until the next ones are published",
        ["ratings.state"] = "without all answers the test does not know whose rating it is",
        ["respondent_sums.month"] = OneMonth,
        ["services.active"] = OfTheOffice,
        ["services.cost"] = OfTheOffice,
        ["services.promised_time"] = OfTheOffice,
        ["services.requirements"] = OfTheOffice,
        ["units.active"] = OfTheOffice,
        ["units.address"] = OfTheOffice,
        ["units.hours"] = OfTheOffice,
        ["units.map_point"] = OfTheOffice,
        ["units.parent_id"] = OfTheOffice,
        ["units.phone"] = OfTheOffice,
        ["units.signer_name"] = OfTheOffice,
        ["units.signer_title"] = OfTheOffice,
        ["units.time_zone"] = OfTheOffice,
    };

    private const string OneMonth = "all raters of the test come within one month, so that the month tells nobody apart";
    private const string OneQuestionnaire = "one version of the questions is in force";
    private const string OnPaper = "comes with paper questionnaires, never by a talk";
    private const string OfTheOffice = "the list of units and services as the office writes it; nobody's turn changes it";

    /// <summary>By which door somebody comes.</summary>
    public static string ChannelOf(int rater) => rater % Kinds == 0 ? "web" : "test";

    /// <summary>What a browser shows of a line that its person says.</summary>
    public Task Show(string address, string text) => services.GetRequiredService<ChatTalk>()
        .Say(address, $"baris-{++_said}", new ChatLine { Text = text });

    /// <summary>One in four of each: who is called by push and mail, who complains, who works for the instansi, who is just met.</summary>
    public async Task Act(string address, int rater, long unit)
    {
        var who = new ChatKey(ChannelOf(rater), address);
        await Tap(unit, rater);
        switch (rater % Kinds)
        {
            case 0:
                await services.GetRequiredService<KeepWays>().AddPush(who, $"https://push.example/{rater}", $$"""{"n":{{rater}}}""");
                await services.GetRequiredService<KeepWays>().AskMail(who, $"warga{rater}@contoh.id", "id");
                await services.GetRequiredService<KeepTalkLinks>().Make(who, $"kue{rater}");
                break;
            case 1:
                await Say(address, "/start adu_DINSOS", "Setuju, lanjutkan", "Loket tutup sebelum jam layanan selesai.", "Selesai",
                    "Kirim");
                await Write(who, Handled);
                break;
            case 2:
                await Write(who, Work);
                await Write(who, Office);
                break;
            default:
                await Say(address, "/hakdata", "Perbaikan data", "Bahasa saya tertulis salah di sini.");
                await Write(who, Wait);
                break;
        }
    }

    private async Task Say(string address, params string[] texts)
    {
        foreach (var text in texts)
            await services.GetRequiredService<ReceiveMessages>().Receive([new Inbound
            {
                Channel = "test",
                ExternalId = $"{address}:s{++_said}",
                Address = address,
                Sender = address,
                Text = text,
            }]);
    }

    private Task Tap(long unit, int rater) => services.GetRequiredService<WriteQueue>().Enqueue(write => CountTaps.Add(write.Db,
        new QuickRating { UnitId = (int)unit + (rater % 2), Value = (rater % 4) + 1, Month = new(202610 + (rater % 3 / 2)) }));

    private Task Write(ChatKey who, Action<AppDb, long, string, DateTimeOffset> rows) =>
        services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var person = await write.Db.People.SingleAsync(p => p.Channel == who.Channel && p.Address == who.Address);
            rows(write.Db, person.Id, who.Address, time.GetUtcNow());
        });

    /// <summary>Somebody of the office, with what the desk and the reminders keep of them.</summary>
    private static void Work(AppDb db, long person, string address, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var complaint = db.Complaints.OrderByDescending(c => c.Id).Select(c => c.Id).FirstOrDefault();
        db.Add(new RoleGrant { PersonId = person, UnitId = 1, Role = Role.Asn, Since = now });
        db.Add(new Profile { PersonId = person, Name = "Pegawai", JoinedAt = now, Hour = new(7, 30) });
        db.Add(new Core.Dialogs.ShownMenu { PersonId = person, Hash = $"{now.ToUnixTimeMilliseconds()}" });
        db.Add(new Consent { PersonId = person, Version = "1", Language = "id", At = now });
        db.Add(new DeskSettings { PersonId = person, MutedUntil = day });
        db.Add(new DeskLink { PersonId = person, Hash = $"h{person}", Until = now, UsedAt = now });
        db.Add(new DeskView { PersonId = person, Name = "milik saya", Query = $"q={now.ToUnixTimeMilliseconds()}" });
        db.Add(new Core.Berakhlak.Goal
        {
            PersonId = person,
            Month = new(202611),
            Value = "Adaptif",
            Rhythm = default,
            MadeAt = now,
        });
        db.Add(new Leave { PersonId = person, From = day, To = day });
        db.Add(new Recap { PersonId = person, Day = day });
        db.Add(Reminder.Of(person, day, 1, null, ReminderState.Sent));
        if (complaint == 0) return;
        db.Add(new DeskLook { PersonId = person, ComplaintId = complaint, At = now });
        db.Add(new ComplaintNews { PersonId = person, ComplaintId = complaint, Key = "x", At = now, Due = true, ToldAt = now });
        var session = new DeskSession
        {
            PersonId = person,
            Hash = $"s{person}",
            Entrance = default,
            BeganAt = now,
            SeenAt = now,
            Until = now,
        };
        db.Add(session);
        db.SaveChanges();
        db.Add(new HeldEvidence
        {
            SessionId = session.Id,
            PersonId = person,
            ComplaintId = complaint,
            Step = "selesai",
            Name = "bukti.jpg",
            KeptAs = $"{person}",
            Kind = FileKind.Photo,
            Size = now.ToUnixTimeMilliseconds(),
            Until = now,
        });
        db.Add(ComplaintAttachment.Of(complaint, fromCitizen: true, "test",
            new InboundFile(address, FileKind.Photo, address, "image/jpeg", 1), now));
    }

    /// <summary>A complaint that was handled, how its citizen found that, and that it is to be sent up.</summary>
    private static void Handled(AppDb db, long person, string address, DateTimeOffset now)
    {
        var complaint = db.Complaints.Where(c => c.ComplainantId == person).Max(c => c.Id);
        db.Complaints.Where(c => c.Id == complaint).ExecuteUpdate(c => c.SetProperty(x => x.HandlingRating, (int)(person % Kinds) + 1)
            .SetProperty(x => x.EndedAt, now));
        db.Add(new NationalCopy { ComplaintId = complaint, AskedById = person, AskedAt = now, Supervisory = false });
    }

    /// <summary>Whoever administers, with the moment of every act that names them.</summary>
    private static void Office(AppDb db, long person, string address, DateTimeOffset now)
    {
        var (day, month) = (DateOnly.FromDateTime(now.UtcDateTime), new Month(202611));
        db.Add(new AuditEntry { ActorId = person, At = now, Act = "unit-changed" });
        db.Add(new Breach { NotedBy = person, FoundAt = now, What = "x", Data = "x", Remedy = "x" });
        db.Add(AnnouncementFile.Of(new InboundFile($"umum{person}", FileKind.Document, "umum.pdf", null, 1), "test", person, now));
        var broadcast = new Broadcast { MadeBy = person, At = now, Text = "x" };
        db.Add(broadcast);
        db.Add(new Schedule { MadeBy = person, MadeAt = now, Text = "x", Rule = "daily", Hour = new(8, 0) });
        db.Add(new ChannelLink { LinkedBy = person, Since = now, Channel = "test", Address = $"grup{person}", Thread = "" });
        db.Add(new LinkRequest { PersonId = person, At = now, Channel = "test", Wanted = $"grup{person}" });
        db.Add(new Invitation { MadeBy = person, MadeAt = now, Role = Role.Asn, MaxUses = 1 });
        db.Add(new PendingRole { PersonId = person, At = now, Role = Role.Officer, UnitId = 1, GivenBy = person });
        db.Add(new FollowUp
        {
            AuthorId = person,
            At = now,
            UnitId = 1,
            Month = month,
            Unsur = $"U{person}",
            What = "x",
            Who = "x",
            DueOn = day,
        });
        db.Add(new PaperBatch
        {
            EnteredBy = person,
            At = now,
            UnitId = 1,
            From = month,
            To = month,
            Sheets = 5,
            Fingerprint = $"{person}",
            Mornings = 0,
            Afternoons = 0,
        });
        db.SaveChanges();
        db.Add(new ReadBroadcast { PersonId = person, BroadcastId = broadcast.Id });
    }

    /// <summary>What waits or went wrong: a file, a document, a message in and one out, another address.</summary>
    private static void Wait(AppDb db, long person, string address, DateTimeOffset now)
    {
        db.Add(new ImportFile
        {
            Kind = ImportKind.Units,
            PersonId = person,
            Channel = "test",
            Address = address,
            Language = "id",
            Reference = address,
            At = now,
        });
        db.Add(new ReportRequest
        {
            Kind = ReportKind.Card,
            Period = "202610",
            Channel = "test",
            Address = address,
            Language = "id",
            At = now,
        });
        db.Add(new OtherAddress { Channel = "test", Address = $"{address}:lain", Main = address });
        db.Add(new InboxMessage
        {
            Channel = "test",
            ExternalId = $"{address}:parkir",
            ReceivedAt = now,
            Failures = 3,
            Body = "{}",
            Error = "TestException",
        });
        db.Add(new OutboxMessage { Channel = "test", Address = address, Body = "{}", DueAt = now, State = OutboxState.Parked });
    }

    /// <summary>What the national survey took, in the order in which the job asks for it.</summary>
    public Task Push() => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        write.Db.AddRange((await write.Db.Ratings.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync())
            .ConvertAll(id => new PushedAnswer { RatingId = id })));
}
