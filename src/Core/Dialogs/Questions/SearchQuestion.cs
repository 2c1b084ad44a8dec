using Core.Intents;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>One of many choices: pages of buttons, and whatever is typed searches the labels.</summary>
internal sealed class SearchQuestion<T> : Question<T>
{
    private const int PageMax = 8;

    /// <summary>So few letters are no name unless they stand as a word: "ya" is in "pelayanan" too.</summary>
    private const int NameFrom = 3;

    private readonly IReadOnlyList<Option<T>> _options;
    private IReadOnlyList<string> _first = [];
    private Option<T>? _extra;
    private IReadOnlyDictionary<string, string> _above = new Dictionary<string, string>();

    internal SearchQuestion(string key, LocalizedText text, IReadOnlyList<Option<T>> options) : base(key, text) => _options = options;

    /// <summary>Offers one more choice on every page, such as "tidak tahu".</summary>
    public SearchQuestion<T> Extra(string id, LocalizedText label, T value)
    {
        _extra = new Option<T>(id, label, value);
        return this;
    }

    /// <summary>
    /// Says which option stands above which, by their ids: where all of them would need pages, those on top are shown first and open
    /// the ones below. What is typed finds all of them, as in a flat list.
    /// </summary>
    public SearchQuestion<T> Under(IReadOnlyDictionary<string, string> above)
    {
        _above = above;
        return this;
    }

    /// <summary>Shows these before the others, by their ids: what somebody named already is one touch away.</summary>
    public SearchQuestion<T> First(IReadOnlyList<string> ids)
    {
        _first = ids;
        return this;
    }

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        if (press is { Length: > 1 } && press[0] == '=')
            return Find(press[1..]) is null ? Reading.Wrong("question.choose", draft) : Checked(press[1..], context);
        if (press is { Length: > 0 } && press[0] == NestedOptions.Opens) return Opened(press[1..], input.Text, draft, context);
        if (press is { Length: > 1 } && press[0] == '>') return Reading.Unfinished($"{press[1..]} {View.Of(draft).Search}");
        if (input.Text is not { Length: > 0 } typed) return Reading.Wrong("question.choose", draft);
        if (NumberedOne(typed, draft, context) is { } chosen)
            return Listed(View.Of(draft), context).Opening.Contains(chosen.Id) ? Reading.Unfinished($"0 {NestedOptions.Opens}{chosen.Id}")
                : Checked(chosen.Id, context);
        var found = Matching(typed, context);
        return found.Count switch
        {
            0 => Reading.Wrong(LocalizedText.Of("question.nothing-found", typed.Length > 40 ? typed[..40] + "…" : typed), ""),
            1 when typed.Trim().Length > NameFrom || IsWhole(typed.Trim(), found[0], context) => Checked(found[0].Id, context),
            _ => Reading.Unfinished($"0 {typed}"),
        };
    }

    internal override bool Parse(string stored, DialogContext context, out T answer)
    {
        var option = Find(stored);
        answer = option is null ? default! : option.Value;
        return option is not null;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        var view = View.Of(draft);
        var (found, opening) = Listed(view, context);
        var page = OptionPage.Of(view.Page, found.Count, PageSize(found.Count, context, view.Opened is null ? 0 : 1));
        card.Text = TextIn(context.Words);
        if (page.Pages > 1 || (IsLong(context) && opening.Count == 0 && view.Opened is null))
            card.Text += "\n" + context.Words["question.search-hint", page.Number + 1, page.Pages];
        if (opening.Count > 0) card.Text += "\n" + context.Words["question.opens-hint"];
        ShowOptions.Put(card, found, _extra, page, context, opening);
        if (view.Opened is not null) card.Rows.Add([card.Button(context.Words["question.to-top"], $"{NestedOptions.Opens}")]);
    }

    /// <summary>A button opens what is below; whoever writes its name, and not its number, means the option itself.</summary>
    private Reading Opened(string id, string? typed, string? draft, DialogContext context)
    {
        if (id.Length == 0) return Reading.Unfinished("0 ");
        if (Find(id) is null) return Reading.Wrong("question.choose", draft);
        return NestedOptions.IsName(typed) ? Checked(id, context) : Reading.Unfinished($"0 {NestedOptions.Opens}{id}");
    }

    private bool IsLong(DialogContext context) => _options.Count > PageSize(_options.Count, context);

    /// <summary>What the card shows, and which of it opens what stands below.</summary>
    private (IReadOnlyList<Option<T>> Shown, IReadOnlySet<string> Opening) Listed(View view, DialogContext context)
    {
        if (view.Search.Length > 0 && view.Opened is null) return (Matching(view.Search, context), NestedOptions.None);
        var (shown, opening) = IsLong(context) ? NestedOptions.At(_options, _above, view.Opened) : (_options, NestedOptions.None);
        if (_first.Count == 0 || view.Opened is not null) return (shown, opening);
        var named = _first.Select(Find).OfType<Option<T>>().ToList();
        return ([.. named, .. shown.Except(named)], opening);
    }

    private int PageSize(int count, DialogContext context, int others = 0) =>
        ShowOptions.PageSize(context.Channel, count, _extra is not null, PageMax, others);

    private Option<T>? Find(string id) => _extra?.Id == id ? _extra : _options.FirstOrDefault(o => o.Id == id);

    /// <summary>Where the card shows numbers, a typed one is the option beside it, unless it is the whole id of another.</summary>
    private Option<T>? NumberedOne(string typed, string? draft, DialogContext context)
    {
        var shown = Listed(View.Of(draft), context).Shown;
        return _options.Any(o => o.Id == typed.Trim()) ? null : ShowOptions.Numbered(shown, _extra, typed, context);
    }

    private List<Option<T>> Matching(string typed, DialogContext context)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var exact = _options.Where(o => string.Equals(o.Id, typed.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 1) return exact;
        var plain = _options.Where(o => words.All(w => Has(o.Label.In(context.Words), w) || Has(o.Id, w))).ToList();
        return plain.Count > 0 ? plain : AsNamed(typed, context);
    }

    private static bool IsWhole(string typed, Option<T> option, DialogContext context) =>
        CutWords.Of(option.Label.In(context.Words)).Concat(CutWords.Of(option.Id)).Contains(typed, StringComparer.OrdinalIgnoreCase);

    /// <summary>A few letters are looked for where a word begins, more of them anywhere.</summary>
    private static bool Has(string text, string typed) => typed.Length > NameFrom || typed.Any(char.IsDigit)
        ? text.Contains(typed, StringComparison.OrdinalIgnoreCase)
        : CutWords.Of(text).Any(w => w.StartsWith(typed, StringComparison.OrdinalIgnoreCase));

    /// <summary>What people call it: short names, other words around it, slips of the finger.</summary>
    private List<Option<T>> AsNamed(string typed, DialogContext context)
    {
        var names = new NameIndex(_options.Select(o => new NamedThing(o.Id, o.Label.In(context.Words))));
        var found = names.Find(typed);
        return found is [{ Sure: true } sure, ..] ? [Find(sure.Code)!] : [.. found.Select(m => Find(m.Code)!)];
    }

    private readonly record struct View(int Page, string Search)
    {
        /// <summary>The option whose lower ones are shown.</summary>
        public string? Opened => Search.Length > 1 && Search[0] == NestedOptions.Opens ? Search[1..] : null;

        public static View Of(string? draft)
        {
            var parts = (draft ?? "").Split(' ', 2);
            return new View(int.TryParse(parts[0], out var page) ? page : 0, parts.Length > 1 ? parts[1] : "");
        }
    }
}
