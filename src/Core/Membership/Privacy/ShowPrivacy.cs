using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Membership.Privacy;

/// <summary>Says what is kept, why, for how long, and which rights people have (UU 27/2022, article 21).</summary>
internal sealed class ShowPrivacy(
    IOptions<InstansiOptions> instansi, IOptions<PrivacyOptions> privacy, IEnumerable<PrivacyAddition> additions) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-privacy";

    /// <inheritdoc/>
    public override string? Command => Commands.Privacy;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        await ValueTask.CompletedTask;
        context.Say("privacy.citizens", instansi.Value.Name);
        foreach (var addition in additions) if (addition.Text is { } text) context.Say(text);
        if (context.Who.Is(Role.Asn)) context.Say("privacy.asn", privacy.Value.KeepRemindersMonths);
        var contact = privacy.Value.Contact.Length > 0 ? LocalizedText.Of("privacy.contact", privacy.Value.Contact)
            : "privacy.contact-none";
        context.Say("privacy.rights");
        context.Say(contact).Row(Commands.MyData.Button(context.Words), Commands.Forget.Button(context.Words))
            .Row(Commands.Rights.Button(context.Words));
        yield break;
    }
}
