using Core.Messaging;

namespace Tests.Support;

/// <summary>The world outside: remembers what every address was shown, edits in place included.</summary>
internal class TestChannel : IChannel
{
    private readonly List<Shown> _shown = [];
    private int _id;

    public string Name { get; init; } = "test";

    public ChannelCapabilities Capabilities { get; init; } = new()
    {
        CanEdit = true,
        CanRetire = true,
        GroupNamed = typed => typed.StartsWith("-100", StringComparison.Ordinal) || typed.StartsWith('@') ? typed : null,
    };

    /// <summary>Whether it says later that a message arrived.</summary>
    public bool TellsOfDelivery { get; set; }

    /// <summary>Everything that was sent, in order; edits are entries of their own.</summary>
    public IReadOnlyList<Shown> All
    {
        get
        {
            lock (_shown) return [.. _shown];
        }
    }

    /// <summary>How much was sent.</summary>
    public int Count
    {
        get
        {
            lock (_shown) return _shown.Count;
        }
    }

    /// <summary>The latest that is so; looked for from the end, since thousands may have been sent.</summary>
    public Shown Last(Predicate<Shown> so)
    {
        lock (_shown) return _shown.FindLast(so) ?? throw new InvalidOperationException("Nothing of that kind was sent.");
    }

    /// <summary>What the platform answers instead of taking the message; null to take it.</summary>
    public Func<OutgoingMessage, SendOutcome?> Fault { get; set; } = _ => null;

    /// <summary>Files that people "sent", by reference.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    public ValueTask<SendOutcome> Send(OutgoingMessage message, CancellationToken stop)
    {
        if (Fault(message) is { } fault) return ValueTask.FromResult(fault);
        lock (_shown)
        {
            var id = message.EditOf ?? $"m{++_id}";
            _shown.Add(new Shown(id, message, message.EditOf is not null));
            return ValueTask.FromResult<SendOutcome>(new SendOutcome.Sent(id));
        }
    }

    /// <summary>What the platform says about posting in a group or channel.</summary>
    public PostingRight Right { get; set; }

    public ValueTask<PostingRight> RightIn(string address, CancellationToken stop) => ValueTask.FromResult(Right);

    /// <summary>The title and address of the chat that people name, and whether they have a say in it.</summary>
    internal FoundChat Named { get; set; } = new(PostingRight.Fine) { Address = "-1005555", Title = "Skor Kota", MayLink = true };

    public ValueTask<FoundChat> Find(string wanted, string person, CancellationToken stop) => ValueTask.FromResult(Named with
    {
        Right = Right,
        Address = wanted.StartsWith('@') ? Named.Address : wanted,
        Name = wanted.StartsWith('@') ? wanted : null
    });

    /// <summary>What the platform does instead of opening a file; null to open it.</summary>
    public Exception? OpenFault { get; set; }

    public Task<Stream?> OpenFile(string reference, CancellationToken stop) => OpenFault is { } fault
        ? Task.FromException<Stream?>(fault)
        : Task.FromResult<Stream?>(Files.TryGetValue(reference, out var bytes) ? new MemoryStream(bytes) : null);

    public sealed record Shown(string Id, OutgoingMessage Message, bool Edited);
}
