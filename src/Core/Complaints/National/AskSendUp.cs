using Core.Complaints.Handling;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Persistence;
using Core.Texts;

namespace Core.Complaints.National;

/// <summary>In the chat an official sees what would go to SP4N-LAPOR! and says so, or says whether it got there.</summary>
internal sealed class AskSendUp(AppDb db, SendUp up, DeskStep step)
{
    private const int NumberMost = 30;

    public async IAsyncEnumerable<Question> Script(DialogContext context, Complaint complaint)
    {
        var copy = await SendUp.Of(db, complaint);
        if (await up.WhyNot(db, complaint, copy) is { } why)
        {
            context.Say(why).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        if (copy is { State: NationalState.Unsure })
        {
            await foreach (var question in Settle(context, complaint, copy)) yield return question;
            yield break;
        }

        var sure = Ask.Confirm("send-up", up.Preview(complaint), "national.send", "national.leave");
        yield return sure;
        if (!sure.Answer)
        {
            context.Say("national.left", ComplaintText.Code(complaint)).Row(ComplaintCard.Open(context, complaint));
            yield break;
        }

        var journal = step.Held(context, complaint);
        await up.Send(journal, complaint, copy);
        step.Done(context, complaint, journal, LocalizedText.Of("national.done", ComplaintText.Code(complaint)));
    }

    private async IAsyncEnumerable<Question> Settle(DialogContext context, Complaint complaint, NationalCopy copy)
    {
        var there = Ask.Choice("is-there", LocalizedText.Of("national.is-there", ComplaintText.Code(complaint)),
        [
            new Option<bool>("yes", "national.is-there-yes", true),
            new Option<bool>("no", "national.is-there-no", false),
        ]);
        yield return there;
        string? number = null;
        if (there.Answer)
        {
            var typed = Ask.Text("national-number", "national.which-number", 1, NumberMost)
                .Check(said => ComplaintTags.IsNationalId(said.Trim()) ? default(LocalizedText?) : "national.no-such-number");
            yield return typed;
            number = typed.Answer.Trim();
        }

        await up.Settle(DeskStep.Of(context, complaint), complaint, copy, number);
        context.Say(number is null ? "national.again" : "national.looked", ComplaintText.Code(complaint))
            .Row(ComplaintCard.Open(context, complaint));
    }
}
