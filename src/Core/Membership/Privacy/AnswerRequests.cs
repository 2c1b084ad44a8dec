using System.Globalization;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>An administrator of the instansi sees requests about personal data with their clock, and answers them.</summary>
internal sealed class AnswerRequests(AppDb db) : Dialog
{
    private const int Shown = 50;

    /// <inheritdoc/>
    public override string Name => "answer-requests";

    /// <inheritdoc/>
    public override string? Command => Commands.Requests;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var open = await db.PrivacyRequests.Where(r => r.AnsweredAt == null && r.PersonId != context.Who.Id).OrderBy(r => r.DueAt)
            .Take(Shown).ToListAsync();
        if (open.Count == 0)
        {
            context.Say("request.none");
            yield break;
        }

        var which = Ask.Search("request", LocalizedText.Of("request.list", open.Count),
            open.Select(r => new Option<PrivacyRequest>(r.Id.ToString(CultureInfo.InvariantCulture),
                LocalizedText.Literal(Title(context, r)), r)));
        yield return which;
        var request = which.Answer;
        var answer = Ask.Text("answer",
            LocalizedText.Of("request.card", request.Id, context.Words[$"request.kind.{request.Kind}"], request.Text,
                Clock(context, request)), 5, 2000);
        yield return answer;
        context.Change();
        request.Reply(answer.Answer, context.Who.Id, context.Now);
        Audit.Note(db, context.Who, context.Now, "request-answered", null, $"#{request.Id}");
        var to = await db.People.AsNoTracking().SingleAsync(p => p.Id == request.PersonId);
        await context.Tell(new Outgoing(to.Channel,
            new OutgoingMessage { Address = to.Address, Text = Wording.Of(to.Language)["request.answered", request.Id, answer.Answer] }));
        context.Say("request.sent", request.Id);
    }

    private static string Title(DialogContext context, PrivacyRequest r) =>
        $"#{r.Id} · {context.Words[$"request.kind.{r.Kind}"]} · {Clock(context, r)}";

    /// <summary>What is left of the 3 x 24 hours, or how late it is.</summary>
    private static string Clock(DialogContext context, PrivacyRequest r)
    {
        var left = r.DueAt - context.Now;
        return left > TimeSpan.Zero ? context.Words["breach.left", (int)left.TotalHours, left.Minutes]
            : context.Words["breach.late", (int)-left.TotalHours];
    }
}
