using Core.Intents;

namespace Core.Dialogs.Words;

/// <summary>The command that does what somebody wants in free words.</summary>
internal static class CommandFor
{
    /// <summary>The command, with the unit or code that was named; null where no command does it.</summary>
    public static string? Wish(ReadIntent read, string text, ReadWords words) => read.Intent switch
    {
        Intent.Complain => OnlyUnit(read, words) is { } unit ? $"/start adu_{unit}" : "/adukan",
        Intent.Rate => Rated(read, words),
        Intent.ShowScore => UnitIn(read.Rest, words) is { } unit ? $"/skor {unit}" : "/skor",
        Intent.TrackComplaint => $"/cek {read.Code ?? read.Typo}".TrimEnd(),
        Intent.Ask => $"/tanya {text}",
        Intent.Human => $"/tanya ? {text}",
        Intent.Menu => "/bantuan",
        Intent.Language => $"/bahasa {LanguageIn(text)}".TrimEnd(),
        Intent.Privacy => "/privasi",
        Intent.MyData => "/dataku",
        Intent.EraseMe => "/hapus",
        _ => null,
    };

    /// <summary>The command for a wish that was chosen by a button.</summary>
    public static string? Plain(Intent intent, string text) => intent switch
    {
        Intent.Complain => "/adukan",
        Intent.Rate => "/nilai",
        Intent.ShowScore => "/skor",
        Intent.TrackComplaint => "/cek",
        Intent.Language => "/bahasa",
        Intent.Ask => $"/tanya {text}",
        Intent.Human => $"/tanya ? {text}",
        Intent.Privacy => "/privasi",
        Intent.MyData => "/dataku",
        Intent.EraseMe => "/hapus",
        _ => "/bantuan",
    };

    /// <summary>Whether it is a wish of its own, and no answer to something that was asked.</summary>
    public static bool IsWish(Intent intent) => intent is Intent.Complain or Intent.Rate or Intent.ShowScore or Intent.TrackComplaint
        or Intent.Menu or Intent.Language or Intent.Privacy or Intent.MyData or Intent.EraseMe;

    private static string Rated(ReadIntent read, ReadWords words)
    {
        if (read.Rest.Length == 0) return "/nilai";
        if (UnitIn(read.Rest, words) is { } unit) return $"/start {unit}";
        return words.Services.Find(read.Rest) is [{ Sure: true } service, ..] ? $"/start {service.Code}" : $"/nilai {read.Rest}";
    }

    private static string? UnitIn(string rest, ReadWords words) => words.Units.Find(rest) is [{ Sure: true } unit, ..] ? unit.Code : null;

    /// <summary>"lapor dukcapil" is about that unit; in "jalan rusak di depan puskesmas" it is only a place.</summary>
    private static string? OnlyUnit(ReadIntent read, ReadWords words) =>
        read.Rest.Length > 0 && read.Rest.Split(' ').All(words.Units.Names) ? UnitIn(read.Rest, words) : null;

    private static string LanguageIn(string text) =>
        text.Contains("ngg", StringComparison.OrdinalIgnoreCase) || text.Contains("engl", StringComparison.OrdinalIgnoreCase) ? "en"
        : text.Contains("indonesia", StringComparison.OrdinalIgnoreCase) ? "id" : "";
}
