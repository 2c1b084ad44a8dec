using System.Globalization;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>A place: typed in words, or shared from the device.</summary>
internal sealed class PlaceQuestion : Question<NamedPlace>
{
    private const int TextMax = 300;
    private LocalizedText? _skip;

    internal PlaceQuestion(string key, LocalizedText text) : base(key, text) { }

    /// <summary>May be left out by a button.</summary>
    public PlaceQuestion Optional(LocalizedText skip)
    {
        _skip = skip;
        return this;
    }

    internal override WordsTaken Takes => WordsTaken.AsText;

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        if (press == CallbackData.Done && _skip is not null) return Reading.Answered("");
        if (input.Place is { } place)
            return Checked(string.Create(CultureInfo.InvariantCulture, $"@{place.Latitude:0.000000},{place.Longitude:0.000000}"), context);
        var typed = (input.Text ?? "").Trim().TrimStart('@');
        if (typed.Length == 0) return Reading.Wrong("question.place-form");
        return typed.Length > TextMax ? Reading.Wrong(LocalizedText.Of("question.too-long", TextMax, typed.Length))
            : Checked(typed, context);
    }

    internal override bool Parse(string stored, DialogContext context, out NamedPlace answer)
    {
        answer = new NamedPlace(stored, null);
        if (stored.Length == 0) return _skip is not null;
        if (stored[0] != '@') return true;
        var parts = stored[1..].Split(',');
        answer = new NamedPlace("", new Place(double.Parse(parts[0], CultureInfo.InvariantCulture),
            double.Parse(parts[1], CultureInfo.InvariantCulture)));
        return true;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        card.Text = TextIn(context.Words);
        card.AsksPlace = true;
        if (_skip is { } skip) card.Rows.Add([card.Button(skip.In(context.Words), CallbackData.Done)]);
    }
}

/// <summary>A place as a person gave it: words, a point, or neither when they skipped it.</summary>
internal sealed record NamedPlace(string Words, Place? Point);
