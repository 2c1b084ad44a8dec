using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>A person asks the office for a right that no button gives them, and sees by when they are answered.</summary>
internal sealed class AskForRights(AppDb db, UnitCatalog units, IEnumerable<PersonalData> capabilities) : Dialog
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
        if (kind.Answer == PrivacyRequestKind.Consent && await AtOnce(context) is { Count: > 0 } ways)
        {
            var way = Ask.Choice("way", "request.consent-at-once", ways.Append(new("other", "request.withdraw-other", null)));
            yield return way;
            if (way.Answer is { } command)
            {
                context.Continue(command);
                yield break;
            }
        }

        var text = Ask.Text("wish", $"request.text.{kind.Answer}", 5, 1000);
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
        string Due(Wording words) => $"{words.Date(LocalTime.Day(made.DueAt, zone))} {LocalTime.Of(made.DueAt, zone):HH.mm}";
        await PrivacyRequest.TellAdministrators(db, context.Tell, "request.came", made, Due);
        context.Say("request.made", made.Id, Due(context.Words)).Row(Commands.MyData.Button(context.Words));
    }

    /// <summary>The consents that the person withdraws at once without us: for their reports, and for being a civil servant here.</summary>
    private async ValueTask<List<Option<Command?>>> AtOnce(DialogContext context)
    {
        var ways = new List<Option<Command?>>();
        foreach (var capability in capabilities.OrderBy(c => c.Order))
            foreach (var code in await capability.Open(db, context.Who))
                ways.Add(new(code, LocalizedText.Of("request.withdraw-report", code), Commands.Track.With(code, "cabut")));
        if (await db.Profiles.AnyAsync(p => p.PersonId == context.Who.Id))
            ways.Add(new("profile", "request.withdraw-membership", Commands.Profile));
        return ways;
    }
}
