using Core.Dialogs.Questions;
using Core.Ratings;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics.Reviewing;

/// <summary>One step of a look through ratings one by one: what becomes of this one, and why where that is to be said.</summary>
/// <param name="reasoned">The choice that wants a reason.</param>
/// <param name="why">The key of the words that ask for it.</param>
internal sealed class OneByOne(string reasoned, string why)
{
    private const string Later = "later";
    private const string End = "end";
    private string _choice = "";

    /// <summary>Whether the look ends here.</summary>
    public bool Ends => _choice == End;

    /// <summary>Whether this one is left for later.</summary>
    public bool Passes => _choice == Later;

    /// <summary>The reason; empty where none was wanted.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>How many were seen before, by the numbers among the words of the command.</summary>
    public static int Seen(IReadOnlyList<string> words) => words.Sum(w => int.TryParse(w, out var many) ? many : 0);

    /// <summary>The service that a rating may be shown with: none where fewer than five of these rated it.</summary>
    public static async Task<Func<int, Service?>> ServiceOf(IQueryable<Rating> ratings, Unit unit)
    {
        var rated = await ratings.GroupBy(r => r.ServiceId).Select(g => new { g.Key, Count = g.Count() })
            .Where(g => g.Count >= PublishRatings.Step).Select(g => g.Key).ToListAsync();
        return id => rated.Contains(id) ? unit.Services.FirstOrDefault(s => s.Id == id) : null;
    }

    /// <summary>Asks, under these keys.</summary>
    public IEnumerable<Question> Ask(string key, string whyKey, string card, IEnumerable<Option<string>> options)
    {
        var choice = Dialogs.Questions.Ask.Choice(key, LocalizedText.Literal(card),
            [.. options, new(Later, "review.one.later", Later), new(End, "review.one.end", End)]);
        yield return choice;
        _choice = choice.Answer;
        if (_choice != reasoned) yield break;
        var reason = Dialogs.Questions.Ask.Text(whyKey, why, 10, 300);
        yield return reason;
        Reason = reason.Answer;
    }
}
