using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>A person asks the office for a right that no button gives them, and sees by when they are answered.</summary>
internal sealed class AskForRights(AppDb db, UnitCatalog units) : Dialog
{
    private const int MostOpen = 3;

    /// <inheritdoc/>
    public override string Name => "ask-for-rights";

    /// <inheritdoc/>
    public override string? Command => Commands.Rights;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        if (await db.PrivacyRequests.CountAsync(r => r.PersonId == context.Who.Id && r.AnsweredAt == null) >= MostOpen)
        {
            context.Say("request.enough", MostOpen);
            yield break;
        }

        context.Doing("request.unfinished");
        var kind = Ask.Choice("kind", "request.which", Enum.GetValues<PrivacyRequestKind>()
            .Select(k => new Option<PrivacyRequestKind>($"{k}", $"request.kind.{k}", k)));
        yield return kind;
        var text = Ask.Text("wish", "request.text", 5, 1000);
        yield return text;
        var made = new PrivacyRequest
        {
            PersonId = context.Who.Id,
            Kind = kind.Answer,
            Text = text.Answer,
            At = context.Now,
            DueAt = context.Now + PrivacyRequest.Limit
        };
        context.Change().PrivacyRequests.Add(made);
        await db.SaveChangesAsync();
        Audit.Note(db, null, context.Now, "request-made", null, $"#{made.Id}");
        var zone = units.ZoneOf(null);
        string Due(Core.Texts.Wording words) => $"{words.Date(LocalTime.Day(made.DueAt, zone))} {LocalTime.Of(made.DueAt, zone):HH.mm}";
        await PrivacyRequest.TellAdministrators(db, context.Tell, "request.came", made, Due);
        context.Say("request.made", made.Id, Due(context.Words)).Row(Commands.MyData.Button(context.Words));
    }
}
