using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Membership;

/// <summary>Says what is kept, why, for how long, and which rights people have (UU 27/2022, article 21).</summary>
public sealed class ShowPrivacy(IOptions<InstansiOptions> instansi, IOptions<PrivacyOptions> privacy) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-privacy";

    /// <inheritdoc/>
    public override string? Command => "/privasi";

    /// <inheritdoc/>
    public override int MenuOrder => 810;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        await ValueTask.CompletedTask;
        turn.Say("privacy.citizens", instansi.Value.Name);
        if (turn.Who.Is(Role.Asn)) turn.Say("privacy.asn", privacy.Value.KeepRemindersMonths);
        var contact = privacy.Value.Contact.Length > 0 ? Line.Of("privacy.contact", privacy.Value.Contact) : "privacy.contact-none";
        turn.Say("privacy.rights");
        turn.Say(contact).Row(new Button(turn.Words["menu.dataku"], "/dataku"), new Button(turn.Words["menu.hapus"], "/hapus"));
        yield break;
    }
}
