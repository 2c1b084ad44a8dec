using System.Globalization;
using Core.Channels;

namespace Core.Conversations;

/// <summary>A place: typed in words, or shared from the device.</summary>
public sealed class PlaceQuestion : Question<NamedPlace>
{
    private const int TextMax = 300;
    private Line? _skip;

    internal PlaceQuestion(string key, Line text) : base(key, text) { }

    /// <summary>May be left out by a button.</summary>
    public PlaceQuestion Optional(Line skip)
    {
        _skip = skip;
        return this;
    }

    internal override Reading Read(Inbound input, string? press, string? draft, Turn turn)
    {
        if (press == Press.Done && _skip is not null) return Reading.Answered("");
        if (input.Place is { } place)
            return Checked(string.Create(CultureInfo.InvariantCulture, $"@{place.Latitude:0.000000},{place.Longitude:0.000000}"), turn);
        var typed = (input.Text ?? "").Trim().TrimStart('@');
        if (typed.Length == 0) return Reading.Wrong("question.place-form");
        return typed.Length > TextMax ? Reading.Wrong(Line.Of("question.too-long", TextMax, typed.Length)) : Checked(typed, turn);
    }

    internal override bool Parse(string stored, Turn turn, out NamedPlace answer)
    {
        answer = new NamedPlace(stored, null);
        if (stored.Length == 0) return _skip is not null;
        if (stored[0] != '@') return true;
        var parts = stored[1..].Split(',');
        answer = new NamedPlace("", new Place(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture)));
        return true;
    }

    internal override void Show(Card card, string? draft, Turn turn)
    {
        card.Text = TextIn(turn.Words);
        card.AsksPlace = true;
        if (_skip is { } skip) card.Rows.Add([card.Button(skip.In(turn.Words), Press.Done)]);
    }
}

/// <summary>A place as a person gave it: words, a point, or neither when they skipped it.</summary>
public sealed record NamedPlace(string Words, Place? Point);
