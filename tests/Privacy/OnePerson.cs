using Bot.Web.Chat;
using Core.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Privacy;

/// <summary>Somebody at one of the doors: the web chat with its stored talk and uploads, or a door like Telegram's.</summary>
internal sealed class OnePerson(Town town, string channel, string address)
{
    private int _said;

    public string Address => address;

    public string Channel => channel;

    /// <summary>Every id and file name that would lead to this person.</summary>
    public List<string> Traces { get; } = [address];

    /// <summary>A town with both doors, whose folders a test can search.</summary>
    public static Town Town(string folder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Complaints:AttachmentFolder"] = Path.Combine(folder, "attachments"),
            ["Web:UploadFolder"] = Path.Combine(folder, "web-uploads"),
            ["Reports:Folder"] = Path.Combine(folder, "reports"),
        };
        return new Town(settings, services => services.AddWebChat(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
    }

    /// <summary>Says texts one after another; one in brackets presses the latest button with that label.</summary>
    public async Task Say(params string[] texts)
    {
        foreach (var text in texts)
        {
            if (text.StartsWith('[')) await Press(text[1..^1]);
            else await Send(Inbound() with { Text = text }, text);
        }
    }

    private async Task Press(string label)
    {
        if (channel != "web")
        {
            await town.Press(address, label);
            return;
        }

        var lines = await town.Read(db => db.WebMessages.AsNoTracking().Where(m => m.Address == address && !m.FromMe)
            .OrderByDescending(m => m.Id).ToListAsync());
        var button = lines.SelectMany(l => ChatLine.Read(l.Body).Rows?.SelectMany(r => r) ?? []).First(b => b.Label == label);
        var card = lines.First(l => l.Body.Contains($"\"{label}\"", StringComparison.Ordinal));
        await Send(Inbound() with { Press = button.Data ?? $"/start {button.Start}", PressedMessage = $"{card.EditOf ?? card.Id}" }, label);
    }

    private async Task Send(Inbound inbound, string shown)
    {
        if (channel == "web") await town.With(s => s.GetRequiredService<ChatTalk>()
            .Say(address, inbound.ExternalId.Split(':')[1], new ChatLine { Text = shown }));
        await town.Receive(inbound);
    }

    public async Task SendPhoto(byte[] content, string name)
    {
        var reference = $"rujukan-{name}";
        if (channel == "web")
        {
            await town.With(async s => reference = await s.GetRequiredService<ChatFiles>()
                .Keep(new MemoryStream(content), address, sent: false, default));
            await town.With(s => s.GetRequiredService<ChatTalk>()
                .Say(address, $"berkas-{name}", new ChatLine { File = new(name, true, null, content.Length) }, reference));
        }
        else
        {
            town.Channel.Files[reference] = content;
        }

        Traces.Add(reference);
        await town.Receive(Inbound() with { Files = [new InboundFile(reference, FileKind.Photo, name, "image/jpeg", content.Length)] });
    }

    /// <summary>Everything this person was told, the latest last.</summary>
    public async Task<List<string>> Told()
    {
        if (channel != "web") return [.. town.Channel.All.Where(s => s.Message.Address == address).Select(s => s.Message.Text)];
        var lines = await town.Read(db => db.WebMessages.AsNoTracking().Where(m => m.Address == address && !m.FromMe).OrderBy(m => m.Id)
            .ToListAsync());
        return [.. lines.Select(l => ChatLine.Read(l.Body).Text ?? "")];
    }

    public Task<long> Number() =>
        town.Read(db => db.People.Where(p => p.Channel == channel && p.Address == address).Select(p => p.Id).SingleAsync());

    private Inbound Inbound() => new()
    {
        Channel = channel,
        ExternalId = channel == "web" ? $"{address}:pesan-{++_said:0000}" : town.NextId(),
        Address = address,
        Sender = address,
    };
}
