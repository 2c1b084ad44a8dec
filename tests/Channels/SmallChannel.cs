using System.Text;
using Core.Messaging;
using Tests.Support;

namespace Tests.Channels;

/// <summary>
/// A made-up messenger that can do little, and refuses what it cannot: three buttons, else a list of ten rows, labels of 24
/// letters, nothing edited and nothing taken back, no documents, and a day after a person's last word only templates.
/// </summary>
internal sealed class SmallChannel : TestChannel
{
    /// <summary>A new one, with the name under which people's messages come in.</summary>
    public SmallChannel()
    {
        Name = "small";
        Capabilities = new ChannelCapabilities
        {
            TextMax = 1024,
            ButtonsMax = 3,
            ListRowsMax = 10,
            LabelMax = 24,
            DataMax = 64,
            TemplateAfter = TimeSpan.FromHours(24),
            Rates = new ChannelRates { PerSecond = 80, PerChatPerSecond = 10, PerChatBurst = 45 },
            Files = [FileKind.Photo, FileKind.Voice],
        };
        Fault = message => Objection(message) is { } objection ? new SendOutcome.Refused(objection) : null;
    }

    /// <summary>Why such a messenger would refuse the whole message; null when it takes it.</summary>
    private string? Objection(OutgoingMessage message)
    {
        var buttons = message.Rows.SelectMany(row => row).ToList();
        var labels = buttons.Select(b => b.Label).ToList();
        if (message.Text.Length == 0) return "no text";
        if (message.EditOf is not null || message.Retires is not null) return "nothing can be edited";
        if (message.AsTemplate && message.Says is null) return "after a day only templates";
        if (message.File is { Picture: false }) return "no documents";
        if (buttons.Count > Capabilities.ListRowsMax) return $"{buttons.Count} rows";
        if (labels.Find(l => l.Length is 0 or > 24) is { } label) return $"the label \"{label}\"";
        if (labels.Distinct().Count() < labels.Count) return "two labels alike";
        return buttons.Exists(b => b.Data is { } data && Encoding.UTF8.GetByteCount(data) > Capabilities.DataMax) ? "too much data" : null;
    }
}
