using System.Globalization;
using Core.Texts;

namespace Core.Complaints.Desk;

/// <summary>
/// What somebody wants to see of the desk: it stands in the address as it is typed, so that a list can be kept and shared.
/// </summary>
internal sealed record DeskFilter
{
    private const int WordsMax = 80;
    private static readonly string[] Lists = ["terbuka", "saya", "bebas", "terlambat", "menunggu", "dibuka", "selesai", "semua"];
    private static readonly string[] Orders = ["tenggat", "masuk", "baru", "unit", "keadaan"];

    /// <summary>Which list, one of <see cref="ListNames"/>.</summary>
    public string List { get; init; } = Lists[0];

    /// <summary>Words to find, or the beginning of a code.</summary>
    public string Words { get; init; } = "";

    public ComplaintState? State { get; init; }

    public ComplaintClass? Class { get; init; }

    /// <summary>A unit's code.</summary>
    public string? Unit { get; init; }

    /// <summary>A service's number.</summary>
    public int? Service { get; init; }

    public string? Category { get; init; }

    /// <summary>The number of an official.</summary>
    public long? Holder { get; init; }

    /// <summary>How it came.</summary>
    public string? Origin { get; init; }

    /// <summary>Filed on or after.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Filed on or before.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One of <see cref="OrderNames"/>.</summary>
    public string Order { get; init; } = Orders[0];

    public int Page { get; init; } = 1;

    public static IReadOnlyList<string> ListNames => Lists;

    public static IReadOnlyList<string> OrderNames => Orders;

    /// <summary>Whether it is nothing but a list.</summary>
    public bool IsPlain => this with { List = Lists[0], Order = Orders[0], Page = 1 } == new DeskFilter();

    /// <summary>Reads it; what makes no sense is left out.</summary>
    public static DeskFilter Read(Func<string, string?> value)
    {
        var typed = AsTyped(value);
        // Whoever asks the open ones for a settled state means the settled ones.
        var settled = typed.State is ComplaintState.Resolved or ComplaintState.Closed;
        return settled && typed.List == Lists[0] ? typed with { List = "selesai" } : typed;
    }

    private static DeskFilter AsTyped(Func<string, string?> value) => new()
    {
        List = One(Lists, value("daftar")),
        Words = Short(value("q")),
        State = Named.Of<ComplaintState>(value("keadaan")),
        Class = Named.Of<ComplaintClass>(value("jenis")),
        Unit = Blank(value("unit"))?.ToUpperInvariant(),
        Service = int.TryParse(value("layanan"), CultureInfo.InvariantCulture, out var service) ? service : null,
        Category = Blank(value("kategori")),
        Holder = long.TryParse(value("pemegang"), CultureInfo.InvariantCulture, out var holder) ? holder : null,
        Origin = Blank(value("kanal")),
        From = Day(value("dari")),
        To = Day(value("sampai")),
        Order = One(Orders, value("urut")),
        Page = int.TryParse(value("hal"), CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1,
    };

    /// <summary>The same as an address has it, with its question mark; empty for the usual list.</summary>
    public string Query()
    {
        var parts = new (string Key, string? Value)[]
        {
            ("daftar", List == Lists[0] ? null : List), ("q", Words), ("keadaan", State?.ToString()), ("jenis", Class?.ToString()),
            ("unit", Unit), ("layanan", Service?.ToString(CultureInfo.InvariantCulture)), ("kategori", Category),
            ("pemegang", Holder?.ToString(CultureInfo.InvariantCulture)), ("kanal", Origin), ("dari", From?.ToString("yyyy-MM-dd")),
            ("sampai", To?.ToString("yyyy-MM-dd")), ("urut", Order == Orders[0] ? null : Order),
            ("hal", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
        };
        var query = string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value))
            .Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? "" : "?" + query;
    }

    private static string One(string[] of, string? typed) => typed is not null && of.Contains(typed) ? typed : of[0];

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) || typed.Length > 60 ? null : typed.Trim();

    private static string Short(string? typed) => Characters.Head((typed ?? "").Trim(), WordsMax);
}
