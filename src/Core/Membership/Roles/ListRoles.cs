using System.Globalization;
using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Texts;
using Core.Units;

namespace Core.Membership.Roles;

/// <summary>Lists who holds which role, by pages, as far as it matches the words after the command: a name, a role or a unit.</summary>
internal static class ListRoles
{
    private const int PageSize = 20;
    private const string Page = " hal ";

    /// <summary>Says the page of those that match; special roles first, then by name. No words, or "semua", match all. A unit in
    /// which nobody has a role is told so.</summary>
    public static void Say(DialogContext context, IReadOnlyList<ListedRole> held, string typed, IEnumerable<Unit> units)
    {
        var (wanted, page) = Split(typed);
        var words = wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = held.Where(h => words.All(w => $"{h.Name} {h.Role} {h.AlsoCalled}".Contains(w, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(h => h.Kind == Role.Asn).ThenBy(h => h.Name, StringComparer.OrdinalIgnoreCase).ThenBy(h => h.Kind).ToList();
        if (found.Count == 0)
        {
            var empty = units.Where(u => words.All(w => $"{u.Name} {u.Code}".Contains(w, StringComparison.OrdinalIgnoreCase)))
                .Select(u => u.Label).ToList();
            (empty.Count == 0 ? context.Say("roles.nothing-found", wanted) : context.Say("roles.nobody-there", string.Join(", ", empty)))
                .Row(Commands.Roles.Button(context.Words));
            return;
        }

        var pages = (found.Count + PageSize - 1) / PageSize;
        page = Math.Clamp(page, 1, pages);
        var title = wanted.Length == 0 ? context.Words["roles.all"] : context.Words["roles.matching", wanted];
        var lines = found.Skip((page - 1) * PageSize).Take(PageSize).Select(h => $"{h.Name} · {h.Role}");
        var reply = context.Say("roles.found", title, found.Count, page, pages, string.Join('\n', lines));
        List<Button> turns = [];
        if (page > 1) turns.Add(new Button("◀", Turn(wanted, page - 1)));
        if (page < pages) turns.Add(new Button("▶", Turn(wanted, page + 1)));
        if (turns.Count > 0) reply.Row([.. turns]);
    }

    /// <summary>A button carries few letters: the words are cut, which finds more rather than less.</summary>
    private static string Turn(string wanted, int page) =>
        Commands.Roles.With(Characters.Short(wanted.Length == 0 ? "semua" : wanted, 30).TrimEnd('…'), "hal", page);

    private static (string Wanted, int Page) Split(string typed)
    {
        var at = typed.LastIndexOf(Page, StringComparison.OrdinalIgnoreCase);
        var number = at < 0 ? "" : typed[(at + Page.Length)..];
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page)) typed = typed[..at];
        else page = 1;
        typed = typed.Trim();
        return (typed.Equals("semua", StringComparison.OrdinalIgnoreCase) ? "" : typed, page);
    }
}

/// <summary>A role that somebody holds, in words.</summary>
/// <param name="Name">Who.</param>
/// <param name="Role">Which, and where.</param>
/// <param name="Kind">Which.</param>
/// <param name="AlsoCalled">What else its unit is called.</param>
internal sealed record ListedRole(string Name, string Role, Role Kind, string AlsoCalled);
