using Core.Intents;
using Core.Messaging;

namespace Core.Dialogs.Words;

/// <summary>The command that does what somebody wants in free words.</summary>
internal static class CommandFor
{
    /// <summary>Before words that stood beside a wish, in which a month may be named, and the rest means nothing.</summary>
    public const string Freely = "?";

    /// <summary>The command, with the unit or code that was named; null where no command does it.</summary>
    public static Command? Wish(ReadIntent read, string text, ReadWords words) => read.Intent switch
    {
        Intent.Complain => OnlyUnit(read, words) is { } unit ? Commands.Start.With(StartPayload.Complain(unit)) : Commands.Complain,
        Intent.Rate => Rated(read, words),
        Intent.ShowScore => Commands.Scores.With(UnitIn(read.Rest, words), read.Rest.Length > 0 ? $"{Freely} {read.Rest}" : null),
        Intent.TrackComplaint => Commands.Track.With(read.Code ?? read.Typo),
        Intent.Ask => Commands.AskInformation.With(text),
        Intent.Human => Commands.AskInformation.With("?", text),
        Intent.Menu => Commands.Help,
        Intent.Language => Commands.Language.With(words.LanguageIn(text)),
        Intent.Privacy => Commands.Privacy,
        Intent.MyData => Commands.MyData,
        Intent.EraseMe => Commands.Forget,
        _ => null,
    };

    /// <summary>The command for a wish that was chosen by a button.</summary>
    public static Command Plain(Intent intent, string text) => intent switch
    {
        Intent.Complain => Commands.Complain,
        Intent.Rate => Commands.Rate,
        Intent.ShowScore => Commands.Scores,
        Intent.TrackComplaint => Commands.Track,
        Intent.Language => Commands.Language,
        Intent.Ask => Commands.AskInformation.With(text),
        Intent.Human => Commands.AskInformation.With("?", text),
        Intent.Privacy => Commands.Privacy,
        Intent.MyData => Commands.MyData,
        Intent.EraseMe => Commands.Forget,
        _ => Commands.Help,
    };

    /// <summary>Whether it is a wish of its own, and no answer to something that was asked.</summary>
    public static bool IsWish(Intent intent) => intent is Intent.Complain or Intent.Rate or Intent.ShowScore or Intent.TrackComplaint
        or Intent.Menu or Intent.Language or Intent.Privacy or Intent.MyData or Intent.EraseMe;

    /// <summary>Whether there is a button for it where somebody is asked what they mean: a wish, or to be told something.</summary>
    public static bool IsOffered(Intent intent) => IsWish(intent) || intent is Intent.Ask or Intent.Human;

    /// <summary>"lapor (soal) dukcapil" is about that unit; in "jalan rusak di depan puskesmas" it is only a place.</summary>
    public static string? OnlyUnit(ReadIntent read, ReadWords words) => words.UnitAlone(read.Rest);

    private static Command Rated(ReadIntent read, ReadWords words)
    {
        if (read.Rest.Length == 0) return Commands.Rate;
        if (UnitIn(read.Rest, words) is { } unit) return Commands.Start.With(StartPayload.Rate(unit));
        return words.Services.Find(read.Rest) is [{ Sure: true } service, ..] ? Commands.Start.With(service.Code)
            : Commands.Rate.With(read.Rest);
    }

    private static string? UnitIn(string rest, ReadWords words) => words.Units.Find(rest) is [{ Sure: true } unit, ..] ? unit.Code : null;
}
