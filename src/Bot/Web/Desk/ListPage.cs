using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>The desk's list: filtered, found by words, in order, page by page, and kept under a name.</summary>
internal sealed class ListPage(DeskQuery query, RowPart rows, BulkPart bulk, UnitCatalog units, IDbContextFactory<AppDb> databases,
    WriteQueue writer,
    TimeProvider time, IOptions<InstansiOptions> instansi)
{
    private const int ViewsMax = 20;
    private static readonly string[] Channels = ["telegram", "web"];

    public async Task<IResult> Show(HttpContext http)
    {
        var (visit, words, now) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http), time.GetUtcNow());
        var filter = DeskFilter.Read(key => http.Request.Query[key]);
        await using var db = await databases.CreateDbContextAsync();
        var page = await query.Page(db, visit.Who, filter, now);
        var names = await RowPart.Holders(db, page.Rows.Where(c => StepsOpen.Sees(visit.Who, c)));
        var views = await db.DeskViews.AsNoTracking().Where(v => v.PersonId == visit.Who.Id).OrderBy(v => v.Name).ToListAsync();
        var some = page.Rows.Any(c => StepsOpen.Sees(visit.Who, c)) ? await bulk.Of(db, visit, words) : Html.None;
        return DeskFrame.Page(http, instansi.Value.Name, words[$"meja.list.{filter.List}"], Html.Of(
            $"""
            <h1 class="away">{words[$"meja.list.{filter.List}"]}</h1>
            {Tabs(words, filter)}
            {(http.Request.Query["penuh"] == "1" ? Html.Of($"""<p class="trouble" role="alert">{words["meja.views-full", ViewsMax]}</p>""") : Html.None)}
            {Search(words, filter, await Holders(db, visit, words, filter, names))}
            {Views(words, visit, filter, views)}
            <p class="n" role="status">{Count(words, page)}{OnlyDates(words, visit, page)}</p>
            {(page.Rows.Count == 0 ? Html.Of($"""<p class="why big">{words["meja.nothing"]}</p>""") : Html.Of($"""<form method="post" action="/meja/borongan">{DeskFrame.Token(visit)}{Table(words, visit, page, names, now)}{some}</form>"""))}
            {Pages(words, filter, page)}
            <p class="n keys">{words["meja.keys"]}</p>
            """));
    }

    /// <summary>Keeps the list under a name, or drops one.</summary>
    public async Task<IResult> Keep(HttpContext http)
    {
        var (who, form) = (DeskDoor.VisitOf(http).Who, http.Request.Form);
        var (name, kept) = (form["nama"].ToString().Trim(), DeskFilter.Read(Field(form["saring"].ToString())) with { Page = 1 });
        var full = await writer.Enqueue(async write =>
        {
            var own = write.Db.DeskViews.Where(v => v.PersonId == who.Id);
            if (long.TryParse(form["buang"], out var id)) await own.Where(v => v.Id == id).ExecuteDeleteAsync();
            else if (name.Length is > 0 and <= 40)
            {
                await own.Where(v => v.Name == name).ExecuteDeleteAsync();
                if (await own.CountAsync() >= ViewsMax) return true;
                write.Db.Add(new DeskView { PersonId = who.Id, Name = name, Query = kept.Query() });
            }

            return false;
        });
        var query = kept.Query();
        return Results.Redirect($"/meja{query}{(full ? $"{(query.Length == 0 ? "?" : "&")}penuh=1" : "")}");
    }

    /// <summary>Whose complaints can be asked for: one's own, those of whoever holds some on this page, and who was asked for.</summary>
    private static async Task<IEnumerable<(string, string)>> Holders(AppDb db, DeskVisit visit, Wording words, DeskFilter filter,
        Dictionary<long, string> names)
    {
        var others = names.Where(n => n.Key != visit.Who.Id).ToDictionary(n => n.Key, n => n.Value);
        if (filter.Holder is { } asked && asked != visit.Who.Id && !others.ContainsKey(asked))
            others[asked] = await RowPart.NameOf(db, visit.Who, words, asked);
        return others.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => ($"{n.Key}", n.Value))
            .Prepend(($"{visit.Who.Id}", words["complaint.holder-you"]));
    }

    private static Func<string, string?> Field(string query)
    {
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        return key => fields.TryGetValue(key, out var value) ? value.ToString() : null;
    }

    private static string Count(Wording words, DeskPage page) => page.Late == 0 ? words["meja.count", page.Total]
        : words["meja.count-late", page.Total, page.Late];

    /// <summary>Says why some lines have no link and no words.</summary>
    private static string OnlyDates(Wording words, DeskVisit visit, DeskPage page) =>
        page.Rows.All(c => StepsOpen.Sees(visit.Who, c)) ? "" : ". " + words["meja.only-dates"];

    private static Html Tabs(Wording words, DeskFilter filter) => Html.Of(
        $"""
        <nav class="tabs" aria-label="{words["meja.lists"]}">{Html.Each(DeskFilter.ListNames, name => name == filter.List
            ? Html.Of($"""<b aria-current="page">{words[$"meja.list.{name}"]}</b>""")
            : Html.Of($"""<a href="/meja{(filter with { List = name, Page = 1 }).Query()}">{words[$"meja.list.{name}"]}</a>"""))}</nav>
        """);

    private Html Search(Wording words, DeskFilter filter, IEnumerable<(string, string)> holders) => Html.Of(
        $"""
        <form class="search" method="get" action="/meja" role="search">
        <input type="hidden" name="daftar" value="{filter.List}">
        <label class="find">{words["meja.find"]} <input name="q" id="find" type="search" value="{filter.Words}" maxlength="80" placeholder="{words["meja.find-hint"]}"></label>
        <button>{words["meja.search"]}</button>
        <details {(filter.IsPlain || filter == new DeskFilter { List = filter.List, Order = filter.Order, Page = filter.Page, Words = filter.Words } ? Html.None : Html.Raw("open"))}><summary>{words["meja.filter"]}</summary>
        <div class="fields">
        {DeskFrame.Select("keadaan", words["meja.col.state"], filter.State?.ToString(), Any(words).Concat(Enum.GetValues<ComplaintState>().Where(s => s != ComplaintState.Withdrawn).Select(s => ($"{s}", words[$"complaint.state.{s}"]))))}
        {DeskFrame.Select("jenis", words["meja.col.sort"], filter.Class?.ToString(), Any(words).Concat(Enum.GetValues<ComplaintClass>().Select(s => ($"{s}", words[$"complaint.class.{s}"]))))}
        {DeskFrame.Select("unit", words["meja.col.unit"], filter.Unit, Any(words).Concat(units.Active.Select(u => (u.Code, u.Name))))}
        {DeskFrame.Select("layanan", words["meja.service"], filter.Service?.ToString(), Any(words).Concat(Services(filter)))}
        {DeskFrame.Select("kategori", words["meja.category"], filter.Category, Any(words).Concat(Categories.All.Select(c => (c.Code, c.Name(words)))))}
        {DeskFrame.Select("pemegang", words["meja.col.holder"], filter.Holder?.ToString(), Any(words).Concat(holders))}
        {DeskFrame.Select("kanal", words["meja.origin"], filter.Origin, Any(words).Concat(Channels.Concat(Origins.TakenIn).Select(o => (o, words[$"meja.origin.{o}"]))))}
        {DeskFrame.Select("urut", words["meja.order"], filter.Order, DeskFilter.OrderNames.Select(o => (o, words[$"meja.order.{o}"])))}
        <label>{words["meja.from"]} <input type="date" name="dari" value="{filter.From?.ToString("yyyy-MM-dd")}"></label>
        <label>{words["meja.to"]} <input type="date" name="sampai" value="{filter.To?.ToString("yyyy-MM-dd")}"></label>
        </div></details>
        </form>
        """);

    /// <summary>The services of the unit that is asked for; there are too many of all.</summary>
    private IEnumerable<(string, string)> Services(DeskFilter filter) => units.Find(filter.Unit)?.Services
        .Select(s => (s.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), s.Name)) ?? [];

    private static IEnumerable<(string, string)> Any(Wording words) => [("", words["meja.any"])];

    private static Html Views(Wording words, DeskVisit visit, DeskFilter filter, List<DeskView> views) => Html.Of(
        $"""
        <div class="views">{Html.Each(views, v => Html.Of($"""<a href="/meja{v.Query}">{v.Name}</a><form method="post" action="/meja/daftar">{DeskFrame.Token(visit)}<button class="plain" name="buang" value="{v.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)}" aria-label="{words["meja.drop-view", v.Name]}">×</button></form>"""))}
        {(filter.IsPlain ? Html.None : Html.Of($"""<form method="post" action="/meja/daftar">{DeskFrame.Token(visit)}<input type="hidden" name="saring" value="{filter.Query()}"><label>{words["meja.keep-as"]} <input name="nama" required maxlength="40"></label><button class="plain">{words["meja.keep"]}</button></form>"""))}</div>
        """);

    private Html Table(Wording words, DeskVisit visit, DeskPage page, Dictionary<long, string> names, DateTimeOffset now) => Html.Of(
        $"""
        <table class="rows"><thead><tr><td class="pick" data-all="{words["meja.all"]}"></td><th scope="col">{words["meja.col.code"]}</th><th scope="col">{words["meja.col.what"]}</th><th scope="col">{words["meja.col.sort"]}</th><th scope="col">{words["meja.col.unit"]}</th><th scope="col">{words["meja.col.state"]}</th><th scope="col">{words["meja.col.due"]}</th><th scope="col">{words["meja.col.holder"]}</th></tr></thead>
        <tbody>{Html.Each(page.Rows, c => rows.Row(words, visit.Who, c, names, now))}</tbody></table>
        """);

    private static Html Pages(Wording words, DeskFilter filter, DeskPage page) => page.Pages == 1 ? Html.None : Html.Of(
        $"""
        <nav class="pages" aria-label="{words["meja.pages"]}">
        {(page.Page > 1 ? Html.Of($"""<a rel="prev" href="/meja{(filter with { Page = page.Page - 1 }).Query()}">{words["meja.before"]}</a>""") : Html.None)}
        <span>{words["complaint.tasks-page", page.Page, page.Pages]}</span>
        {(page.Page < page.Pages ? Html.Of($"""<a rel="next" href="/meja{(filter with { Page = page.Page + 1 }).Query()}">{words["meja.next"]}</a>""") : Html.None)}
        </nav>
        """);
}
