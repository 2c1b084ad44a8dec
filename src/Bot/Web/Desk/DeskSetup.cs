using Core.Complaints.Desk;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>Puts the desk into the service and its addresses onto the web server.</summary>
internal static class DeskSetup
{
    /// <summary>Adds the desk's parts.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton(p => new DeskAddress(AddressOf(p.GetRequiredService<IOptions<WebOptions>>().Value)))
        .AddSingleton<Bot.Telegram.InitData>().AddSingleton<DeskDoor>().AddSingleton<ListPage>().AddSingleton<RowPart>()
        .AddSingleton<ComplaintView>().AddSingleton<StepForms>().AddSingleton<DeadlinePart>().AddSingleton<TakePost>()
        .AddSingleton<DeskFiles>().AddSingleton<SortPart>().AddSingleton<ReceivePage>().AddSingleton<CannedPage>()
        .AddSingleton<WallPage>().AddSingleton<BulkPage>().AddSingleton<BulkPart>().AddSingleton<RegisterPage>().AddSingleton<PaperPage>();

    /// <summary>Maps <c>/meja</c>, unless it is switched off.</summary>
    public static void MapDesk(this WebApplication app)
    {
        var the = app.Services;
        if (!the.GetRequiredService<IOptions<WebOptions>>().Value.Desk) return;
        var door = the.GetRequiredService<DeskDoor>();
        app.MapMethods("/layar", Verbs.Read, (Delegate)the.GetRequiredService<WallPage>().Show);
        app.MapMethods("/meja/masuk", Verbs.Read, door.Ask);
        app.MapPost("/meja/masuk", (Delegate)door.ByLink);
        app.MapMethods("/meja/dalam", Verbs.Read, door.Inside);
        app.MapPost("/meja/dalam", (Delegate)door.BySignature);

        var desk = app.MapGroup("/meja").AddEndpointFilter(door.Guard);
        desk.MapPost("/keluar", (Delegate)door.Leave);
        desk.MapMethods("", Verbs.Read, (Delegate)the.GetRequiredService<ListPage>().Show);
        desk.MapPost("/daftar", (Delegate)the.GetRequiredService<ListPage>().Keep);
        desk.MapMethods("/k/{code}", Verbs.Read, the.GetRequiredService<ComplaintView>().Show);
        desk.MapMethods("/k/{code}/siapa", Verbs.Read, the.GetRequiredService<ComplaintView>().WhoElse);
        desk.MapMethods("/k/{code}/berkas/{id:long}", Verbs.Read, the.GetRequiredService<DeskFiles>().Show);
        desk.MapMethods("/buku", Verbs.Read, (RegisterPage page, HttpContext http) => page.Ask(http));
        desk.MapMethods("/buku/{form}", Verbs.Read, (RegisterPage page, HttpContext http, string form) => page.Give(http, form));
        desk.MapPost("/borongan", (Delegate)the.GetRequiredService<BulkPage>().Take);
        desk.MapMethods("/terima", Verbs.Read, the.GetRequiredService<ReceivePage>().Ask);
        desk.MapPost("/terima", (Delegate)the.GetRequiredService<ReceivePage>().Take);
        desk.MapPost("/terima/lagi", (Delegate)the.GetRequiredService<ReceivePage>().Again);
        desk.MapMethods("/terima/{code}", Verbs.Read, the.GetRequiredService<ReceivePage>().Receipt);
        desk.MapMethods("/kertas", Verbs.Read, (PaperPage page, HttpContext http, string? unit) => page.Show(http, unit));
        desk.MapMethods("/kertas/{form}", Verbs.Read,
            (PaperPage page, HttpContext http, string form, string? unit) => page.Give(http, form, unit));
        desk.MapPost("/kertas/{act}", (Delegate)the.GetRequiredService<PaperPage>().Take);
        desk.MapMethods("/jawaban", Verbs.Read, (Delegate)the.GetRequiredService<CannedPage>().Show);
        desk.MapPost("/jawaban", (Delegate)the.GetRequiredService<CannedPage>().Keep);
        desk.MapPost("/k/{code}/golongan",
            (SortPart part, ComplaintView view, HttpContext http, string code) => part.Take(http, code, view));
        desk.MapPost("/k/{code}/{step}", (Delegate)the.GetRequiredService<TakePost>().Take);
    }

    private static string AddressOf(WebOptions web) => web.Desk ? web.Address : "";
}
