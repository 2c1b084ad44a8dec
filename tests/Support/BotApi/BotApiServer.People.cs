using System.Text.Json.Nodes;

namespace Tests.Support.BotApi;

/// <summary>What people do on the other side of the bot.</summary>
public sealed partial class BotApiServer
{
    /// <summary>A chat; the private chat of a person with that id (or, below zero, a supergroup) is made when there is none.</summary>
    public BotApiChat Chat(long id, string? type = null) =>
        _chats.GetOrAdd(id, _ => new BotApiChat(id, type ?? (id < 0 ? "supergroup" : "private")));

    /// <summary>Somebody writes. In a group the writer is named.</summary>
    public long Say(long chat, string text, long? from = null) => Happen(chat, from, new() { ["text"] = text });

    /// <summary>Somebody replies to a message: to one of the bot, or, with a writer named, to one of a person or of another bot.</summary>
    public long Reply(long chat, string text, string to, string? writer = null, bool bot = true) => Happen(chat, null, new()
    {
        ["text"] = text,
        ["reply_to_message"] = new JsonObject
        {
            ["message_id"] = 1,
            ["date"] = Date,
            ["chat"] = Chat(chat).Json,
            ["from"] = new JsonObject { ["id"] = 9, ["is_bot"] = bot, ["first_name"] = "B", ["username"] = writer ?? BotName },
            ["text"] = to,
        },
    });

    /// <summary>Somebody sends a location.</summary>
    public long SendPlace(long chat, double latitude, double longitude) =>
        Happen(chat, null, new() { ["location"] = new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude } });

    /// <summary>Somebody sends a picture, in two sizes, possibly as part of an album.</summary>
    public long SendPhoto(long chat, byte[] bytes, string? caption = null, string? album = null)
    {
        var id = AddFile(bytes);
        JsonObject Size(string file, int width, int size) =>
            new() { ["file_id"] = file, ["file_unique_id"] = $"u{file}", ["width"] = width, ["height"] = width, ["file_size"] = size };
        var message = new JsonObject { ["photo"] = new JsonArray(Size($"{id}s", 90, 1000), Size(id, 1280, bytes.Length)) };
        if (caption is not null) message["caption"] = caption;
        if (album is not null) message["media_group_id"] = album;
        return Happen(chat, null, message);
    }

    /// <summary>Somebody sends a document.</summary>
    public long SendDocument(long chat, byte[] bytes, string name, string? mediaType = null)
    {
        var id = AddFile(bytes);
        var document = new JsonObject
        {
            ["file_id"] = id,
            ["file_unique_id"] = $"u{id}",
            ["file_name"] = name,
            ["file_size"] = bytes.Length
        };
        if (mediaType is not null) document["mime_type"] = mediaType;
        return Happen(chat, null, new() { ["document"] = document });
    }

    /// <summary>Presses the button with this label on the newest message that has buttons.</summary>
    public long Press(long chat, string label) => Press(chat, button => (string?)button["text"] == label, label);

    /// <summary>Presses the first button that fits, on the newest message that has buttons or on the one given.</summary>
    public long Press(long chat, Func<JsonObject, bool> fits, string what = "a button", BotApiMessage? on = null, long? from = null)
    {
        var card = on ?? Chat(chat).Card ?? throw new InvalidOperationException($"No buttons in chat {chat} to press {what} on.");
        var button = card.Buttons.FirstOrDefault(fits)
            ?? throw new InvalidOperationException($"No {what} among: {string.Join(" | ", card.Labels)}.");
        return PressData(chat, (string?)button["callback_data"] ?? throw new InvalidOperationException($"{what} opens a page."), card.Id,
            from);
    }

    /// <summary>Sends a press with this data, as an old message or a changed app could.</summary>
    public long PressData(long chat, string data, long message, long? from = null)
    {
        string query;
        lock (_lock) _queries[query = $"{4_000_000_000_000 + _queries.Count}"] = false;
        var press = new JsonObject { ["id"] = query, ["from"] = Chat(from ?? chat).Person, ["chat_instance"] = "1", ["data"] = data };
        press["message"] = new JsonObject { ["message_id"] = message, ["date"] = Date, ["chat"] = Chat(chat).Json };
        return Happen(new JsonObject { ["callback_query"] = press });
    }

    /// <summary>The person blocks the bot, or removes it from the group.</summary>
    public long Leave(long chat)
    {
        Chat(chat).Refusal = chat > 0 ? "Forbidden: bot was blocked by the user" : "Forbidden: bot was kicked from the supergroup chat";
        return Happen(new JsonObject { ["my_chat_member"] = Change(chat, "kicked") });
    }

    /// <summary>The person takes the bot back, or a group takes it in.</summary>
    public long Join(long chat)
    {
        Chat(chat).Refusal = null;
        return Happen(new JsonObject { ["my_chat_member"] = Change(chat, "member") });
    }

    /// <summary>Anything at all happens: an update without its number, which is returned.</summary>
    public long Happen(JsonObject update)
    {
        JsonObject numbered;
        lock (_lock)
        {
            numbered = _updates.Add(update);
            _webhook?.Post(numbered);
        }

        Changed();
        return (long)numbered["update_id"]!;
    }

    /// <summary>Hands the last confirmed updates out once more, as the platform does when a confirmation got lost.</summary>
    public void RepeatUpdates(int count) => _updates.Repeat(count);

    /// <summary>Goes on numbering updates from elsewhere, as the platform does after a silent week.</summary>
    public void NumberUpdatesFrom(long id) => _updates.NumberFrom(id);

    private long Date => _time.GetUtcNow().ToUnixTimeSeconds();

    private long Happen(long chat, long? from, JsonObject content)
    {
        long id;
        lock (_lock) id = ++_messageId;
        var message = new JsonObject
        {
            ["message_id"] = id,
            ["date"] = Date,
            ["chat"] = Chat(chat).Json,
            ["from"] = Chat(from ?? Math.Abs(chat)).Person
        };
        foreach (var (name, value) in content.ToList())
        {
            content.Remove(name);
            message[name] = value;
        }

        return Happen(new JsonObject { ["message"] = message });
    }

    private string AddFile(byte[] bytes)
    {
        lock (_lock)
        {
            var id = $"file{_files.Count}";
            _files[id] = bytes;
            return id;
        }
    }

    private JsonObject Change(long chat, string status) => new()
    {
        ["chat"] = Chat(chat).Json,
        ["from"] = Chat(Math.Abs(chat)).Person,
        ["date"] = Date,
        ["old_chat_member"] = new JsonObject
        {
            ["user"] = new JsonObject
            {
                ["id"] = 110201543,
                ["is_bot"] = true,
                ["first_name"] = "Suara"
            },
            ["status"] = "left"
        },
        ["new_chat_member"] = new JsonObject
        {
            ["user"] = new JsonObject
            {
                ["id"] = 110201543,
                ["is_bot"] = true,
                ["first_name"] = "Suara"
            },
            ["status"] = status
        },
    };
}
