using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Joining;

/// <summary>
/// Invites many people by a list: a link each that works once, on a sheet to print and to send. The names go once the sheet is made; who
/// made it can withdraw each, and a second person confirms where the setting says so, as with any invitation.
/// </summary>
internal sealed class InviteMany(AppDb db, UnitCatalog units, SecretKey secret, StartLinks links, DrawInvitation draw,
    ImportsWanted imports)
{
    /// <summary>How long the links work, in days.</summary>
    public const int Days = 14;

    /// <summary>What is typed to send a list.</summary>
    public const string File = "berkas";

    /// <summary>A spreadsheet that comes by itself can be a list of people.</summary>
    public static ToldOutcome OfSheet { get; } = new("people", "told.kind.people", Commands.Invite, 102, told => new Carried
    {
        Args = new Dictionary<string, string> { ["text"] = File },
        Answers = new Dictionary<string, string> { ["file"] = told.FilesStored(1) },
    })
    { OfSheetBy = who => CommandRights.Allow(Commands.Invite, who) };

    /// <summary>Whether a list is to be sent or taken over.</summary>
    public static bool IsAsked(DialogContext context) => context.Asked is [var first, ..] && (first == File || long.TryParse(first, out _));

    /// <summary>Asks for the list, or whether the people of the one that was read are to be invited.</summary>
    public IAsyncEnumerable<Question> Script(DialogContext context) => context.Asked[0] == File ? Send(context) : Make(context);

    private IAsyncEnumerable<Question> Send(DialogContext context)
    {
        var roles = Enum.GetValues<Role>().Where(r => units.Active.Any(u => CommandRights.MayGive(context.Who, r, u.Id)));
        var text = LocalizedText.Of("people.send", string.Join(", ", roles.Select(r => context.Words[$"role.{r}"])));
        return AskFile.Script(context, imports, ImportKind.People, null, text, "people.dropped");
    }

    private async IAsyncEnumerable<Question> Make(DialogContext context)
    {
        if (await ImportFile.Find(db, context.Who, ImportKind.People, context.Asked[0]) is not { } file)
        {
            context.Say("import.gone");
            yield break;
        }

        var people = PeopleList.Read(file.Content!);
        var sure = Ask.Confirm("many-sure", LocalizedText.Of("people.sure", people.Count, Days), "people.yes", "paper.no");
        yield return sure;
        var gone = await context.Change().ImportFiles.Where(f => f.Id == file.Id).ExecuteDeleteAsync() == 0;
        if (gone || !sure.Answer || people.Any(p => !CommandRights.MayGive(context.Who, p.Role, p.UnitId))) context.Say("people.dropped");
        else await Invite(context, people);
    }

    private async ValueTask Invite(DialogContext context, IReadOnlyList<ListedPerson> people)
    {
        var made = people.Select(p => new Invitation
        {
            Role = p.Role,
            UnitId = p.UnitId,
            MaxUses = 1,
            Until = context.Now.AddDays(Days),
            MadeBy = context.Who.Id,
            MadeAt = context.Now,
        }).ToList();
        db.Invitations.AddRange(made);
        await db.SaveChangesAsync();
        foreach (var unit in made.GroupBy(i => i.UnitId))
            Audit.Note(db, context.Who, context.Now, "invited-many", unit.Key,
                $"{unit.Count()} (#{unit.Min(i => i.Id)} – #{unit.Max(i => i.Id)})");
        var rows = people.Zip(made, (p, i) => new InvitationRow(p.Name, Place(context, p.UnitId), context.Words[$"role.{p.Role}"],
            links.First is { } door ? door.Prefix + i.Payload(secret) : Commands.Start.With(i.Payload(secret)))).ToList();
        var until = context.Words.Date(Core.Calendar.LocalTime.Day(context.Now.AddDays(Days), units.ZoneOf(null)));
        var said = context.Say("people.made", people.Count, until);
        if (draw.Sheet(rows, until, context.Words) is { } sheet) said.With(sheet);
    }

    private string Place(DialogContext context, int? unit) =>
        unit is { } id ? units.Find(id)?.Name ?? "?" : context.Words["invite.whole-instansi"];
}
