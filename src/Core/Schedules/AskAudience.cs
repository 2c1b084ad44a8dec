using Core.Dialogs.Questions;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Schedules;

/// <summary>The questions that announcements and schedules ask about their receivers, narrowed to what the person administers.</summary>
internal sealed class AskAudience(UnitCatalog units)
{
    private const int NamesShown = 8;

    /// <summary>Who was chosen; all, until anything else was.</summary>
    public Audience Chosen { get; private set; } = new(null, null);

    /// <summary>Whether it also goes into linked groups.</summary>
    public bool ToGroups { get; private set; }

    /// <summary>Asks for the people, then for the groups.</summary>
    public async IAsyncEnumerable<Question> WithGroups(Caller who, AppDb db)
    {
        foreach (var question in Script(who)) yield return question;
        await foreach (var question in AskGroups(db)) yield return question;
    }

    /// <summary>Asks whether it also goes into the linked groups, by name, where there are any.</summary>
    public async IAsyncEnumerable<Question> AskGroups(AppDb db)
    {
        var links = await LinkedGroups.Of(db, Chosen.UnitId).AsNoTracking().ToListAsync();
        if (links.Count == 0) yield break;
        var names = string.Join(", ", links.Take(NamesShown).Select(l => l.Title ?? l.Address));
        var too = Ask.Confirm("groups", LocalizedText.Of("audience.groups", links.Count, names), "audience.groups-too",
            "audience.people-only");
        yield return too;
        ToGroups = too.Answer;
    }

    public IEnumerable<Question> Script(Caller who)
    {
        var kind = Ask.Choice("audience", "audience.which", Kinds(who));
        yield return kind;
        if (kind.Answer == "unit")
        {
            var unit = Ask.Search("audience-unit", "audience.which-unit", units.Active.Where(u => CommandRights.Administers(who, u.Id))
                .Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));
            yield return unit;
            Chosen = Chosen with { UnitId = unit.Answer.Id };
        }
        else if (kind.Answer == "role")
        {
            var role = Ask.Choice("audience-role", "audience.which-role",
                Enum.GetValues<Role>().Select(r => new Option<Role>($"{r}", $"role.{r}", r)));
            yield return role;
            Chosen = Chosen with { Role = role.Answer };
        }
    }

    private static IEnumerable<Option<string>> Kinds(Caller who)
    {
        if (CommandRights.Everywhere(who)) yield return new("all", "audience.all", "all");
        yield return new("unit", "audience.unit", "unit");
        if (CommandRights.Everywhere(who)) yield return new("role", "audience.role", "role");
    }
}
