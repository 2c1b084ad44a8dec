using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Complaints.Desk;
using Core.Complaints.Filing;
using Core.Complaints.Tracking;
using Core.Membership.Profiles;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Tests.Web;

namespace Tests.Desk;

/// <summary>The desk over real HTTP, with officials who hold cookies and complaints at every place.</summary>
internal sealed class DeskTown : IAsyncDisposable
{
    public const string Token = "123456:AAFakeTokenOfNoBotAtAll_0123456789";

    private DeskTown(PageHost host) => Host = host;

    public PageHost Host { get; }

    public static async Task<DeskTown> Start(params (string Key, string Value)[] settings)
    {
        var town = new DeskTown(await PageHost.Start([.. settings, ("Telegram:Token", Token)]));
        await town.Host.Unit("DINSOS", "Dinas Sosial");
        await town.Host.Unit("DISDUK", "Dinas Dukcapil");
        return town;
    }

    /// <summary>Somebody with a role; their number.</summary>
    public Task<long> Official(string address, Role? role, string? unit = null, string? name = null) =>
        Host.Get<WriteQueue>().Enqueue(async write =>
    {
        var person = await write.Db.People.FirstOrDefaultAsync(p => p.Channel == "telegram" && p.Address == address);
        if (person is null)
        {
            write.Db.People.Add(person = new Person { Channel = "telegram", Address = address, FirstSeen = PageHost.Noon });
            await write.Db.SaveChangesAsync();
            if (name is not null)
                write.Db.Add(new Profile { PersonId = person.Id, Name = name, JoinedAt = PageHost.Noon, Hour = new(7, 30) });
        }

        if (role is { } held) write.Db.Memberships.Add(new RoleGrant
        {
            PersonId = person.Id,
            UnitId = unit is null ? null : Host.Get<Core.Units.UnitCatalog>().Find(unit)!.Id,
            Role = held,
            Since = PageHost.Noon,
        });
        return person.Id;
    });

    /// <summary>The link that /meja would give.</summary>
    public Task<string> Link(long person) => Host.Get<WriteQueue>()
        .Enqueue(write => ValueTask.FromResult(EnterDesk.Link(write.Db, person, Host.Time.GetUtcNow())));

    /// <summary>A browser that has entered by a link.</summary>
    public async Task<DeskBrowser> Enter(long person)
    {
        var browser = new DeskBrowser(Host.Http);
        using var answer = await browser.Post("/meja/masuk", ("k", await Link(person)));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    /// <summary>A complaint of somebody unknown, with triage done unless told otherwise; its code as people read it.</summary>
    public Task<string> Complaint(string story, string unit = "DINSOS", ComplaintClass? kind = ComplaintClass.Ordinary, long? by = null,
        string? name = "Siti", Action<Complaint>? then = null) => Host.Get<WriteQueue>().Enqueue(async write =>
    {
        var (clock, now) = (Host.Get<ComplaintClock>(), Host.Time.GetUtcNow());
        var of = Host.Get<Core.Units.UnitCatalog>().Find(unit)!;
        var filed = new NewComplaint(by ?? 0, ComplaintKind.Complaint, of, story) { Name = name, Origin = "telegram" };
        var complaint = Core.Complaints.Complaint.File(filed, new DrawCodes().Next(), now, DateOnly.FromDateTime(now.UtcDateTime), clock);
        if (by is null)
        {
            complaint.CutPerson();
            typeof(Complaint).GetProperty(nameof(complaint.ComplainantName))!.SetValue(complaint, name);
        }

        if (kind is { } sort) complaint.Verify(sort, of.Id, now, clock);
        then?.Invoke(complaint);
        write.Db.Add(complaint);
        await write.Db.SaveChangesAsync();
        return ComplaintText.Code(complaint);
    });

    public async Task<Complaint> Stored(string code)
    {
        await using var db = await Host.Open();
        var plain = code.Replace("-", "", StringComparison.Ordinal);
        return await db.Complaints.AsNoTracking().SingleAsync(c => c.Code == plain);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>A browser at the desk: it keeps its cookie and brings back what a form holds.</summary>
internal sealed class DeskBrowser(HttpClient http)
{
    public string? Cookie { get; set; }

    public async Task<HttpResponseMessage> Get(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (Cookie is not null) request.Headers.Add("Cookie", Cookie);
        return await http.SendAsync(request);
    }

    /// <summary>The site whose page sends the forms; null for an old browser that does not say.</summary>
    public string? Origin { get; set; }

    public async Task<IDocument> Page(string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await Get(address);
        return await Read(answer, status);
    }

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) =>
        Post(address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public async Task<HttpResponseMessage> Post(string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        if (Cookie is not null) request.Headers.Add("Cookie", Cookie);
        if (Origin is not null) request.Headers.Add("Origin", Origin);
        var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies)) Cookie = cookies.First().Split(';')[0];
        return answer;
    }

    /// <summary>Fills in the form of a step as it stands on the complaint's page.</summary>
    public async Task<HttpResponseMessage> Step(string code, string step, params (string Name, string Value)[] fields) =>
        await Send(await Page($"/meja/k/{code}"), code, step, fields);

    public Task<HttpResponseMessage> Send(IDocument page, string code, string step, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelector($"form[action='/meja/k/{code}/{step}']").ShouldNotBeNull();
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        return Post($"/meja/k/{code}/{step}", [.. hidden, .. fields]);
    }

    public static async Task<IDocument> Read(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        answer.StatusCode.ShouldBe(status);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}
