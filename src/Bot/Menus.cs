using Bot.Web.Chat;
using Core.Dialogs;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>Each person's own commands, in their language.</summary>
internal static class Menus
{
    /// <summary>Tells the web chat which commands a person has.</summary>
    public static IServiceCollection AddMenus(this IServiceCollection services) =>
        services.AddSingleton<ShowMenus>().AddSingleton(provider => new ChatMenu(async (address, language) =>
    {
        var databases = provider.GetRequiredService<IDbContextFactory<AppDb>>();
        await using var db = await databases.CreateDbContextAsync();
        var who = await CallerOf(db, WebChannel.ChannelName, address, language);
        return Lines(provider.GetRequiredService<DialogCatalog>(), who);
    }));

    /// <summary>The commands of a person with what they do.</summary>
    public static IReadOnlyList<(string Command, string Label)> Lines(DialogCatalog dialogs, Caller who)
    {
        var words = Wording.Of(who.Language);
        return [.. dialogs.MenuOf(who).Select(d => (d.Command!, words[$"menu.{d.Command![1..]}"]))];
    }

    private static async Task<Caller> CallerOf(AppDb db, string channel, string address, string language)
    {
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Channel == channel && p.Address == address);
        if (person is null) return new Caller(0, channel, address, language, []);
        var roles = await db.Memberships.Where(m => m.PersonId == person.Id && m.Until == null).Select(m => new HeldRole(m.Role, m.UnitId))
            .ToListAsync();
        return new Caller(person.Id, channel, address, person.Language, roles);
    }
}
