namespace Core.Messaging;

/// <summary>
/// What a link carries that opens a talk with us: what it begins, and about what. It is written and read here alone; only invitations,
/// which are sealed, have a form of their own. On posters it is for ever.
/// </summary>
/// <param name="Begins">The word for what it begins; empty for the rating of what it is about.</param>
/// <param name="About">The code of a unit, of a service (<c>UNIT_service</c>) or of a complaint; empty for none.</param>
internal readonly record struct StartPayload(string Begins, string About)
{
    public const string Rating = "nilai";
    public const string Complaint = "adu";
    public const string Tracking = "cek";
    public const string Scores = "skor";
    public const string Information = "tanya";
    public const string Menu = "menu";

    /// <summary>The most letters of what it is about; platforms take 64 in all.</summary>
    private const int Most = 50;

    /// <summary>Every word that begins something: no unit can have it as its code.</summary>
    public static IReadOnlyList<string> Words { get; } = [Rating, Complaint, Tracking, Scores, Information, Menu];

    /// <summary>As it stands in a link.</summary>
    public string Text => Begins.Length == 0 ? About : About.Length == 0 ? Begins : $"{Begins}_{About}";

    /// <summary>The rating of a unit or of one service of it; without one, of whichever the person chooses.</summary>
    public static StartPayload Rate(string? unit, string? service = null) =>
        unit is null ? new(Rating, "") : new("", service is null ? unit : $"{unit}_{service}");

    /// <summary>A complaint about a unit, or about whichever the person chooses.</summary>
    public static StartPayload Complain(string? unit) => new(Complaint, unit ?? "");

    public static StartPayload Track(string code) => new(Tracking, code);

    public static StartPayload AskInformation() => new(Information, "");

    /// <summary>What goes on privately with what a command asked for in a group; the menu where a link cannot carry it.</summary>
    public static StartPayload Of(Command command)
    {
        var about = command.Rest.Trim();
        if (about.Length > Most || !about.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) about = "";
        if (command.Is(Commands.Start)) return about.Length > 0 ? Parse(about) : new(Menu, "");
        if (command.Is(Commands.Rate)) return Rate(about.Length > 0 ? about : null);
        if (command.Is(Commands.Complain)) return Complain(about);
        if (command.Is(Commands.Track) && about.Length > 0) return Track(about);
        if (command.Is(Commands.Scores)) return new(Scores, "");
        return command.Is(Commands.AskInformation) ? AskInformation() : new(Menu, "");
    }

    /// <summary>Reads one; what begins with none of the words is about a rating.</summary>
    public static StartPayload Parse(string text)
    {
        foreach (var word in Words)
        {
            if (text == word) return new(word, "");
            if (text.Length > word.Length + 1 && text[word.Length] == '_' && text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return new(word, text[(word.Length + 1)..]);
        }

        return new("", text);
    }

    /// <summary>The code of the unit and that of the service that it is about.</summary>
    public (string Unit, string? Service) Target => About.Split('_', 2) is [var unit, var service] ? (unit, service) : (About, null);

    public static implicit operator string(StartPayload payload) => payload.Text;

    public override string ToString() => Text;
}
