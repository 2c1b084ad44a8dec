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
        app.MapMethods("/layar", Reading.Methods, (Delegate)the.GetRequiredService<WallPage>().Show);
        app.MapMethods("/meja/masuk", Reading.Methods, door.Ask);
        app.MapPost("/meja/masuk", (Delegate)door.ByLink);
        app.MapMethods("/meja/dalam", Reading.Methods, door.Inside);
        app.MapPost("/meja/dalam", (Delegate)door.BySignature);

        var desk = app.MapGroup("/meja").AddEndpointFilter(door.Guard);
        desk.MapPost("/keluar", (Delegate)door.Leave);
        desk.MapMethods("", Reading.Methods, (Delegate)the.GetRequiredService<ListPage>().Show);
        desk.MapPost("/daftar", (Delegate)the.GetRequiredService<ListPage>().Keep);
        desk.MapMethods("/k/{code}", Reading.Methods, the.GetRequiredService<ComplaintView>().Show);
        desk.MapMethods("/k/{code}/siapa", Reading.Methods, the.GetRequiredService<ComplaintView>().WhoElse);
        desk.MapMethods("/k/{code}/berkas/{id:long}", Reading.Methods, the.GetRequiredService<DeskFiles>().Show);
        desk.MapMethods("/buku", Reading.Methods, (RegisterPage page, HttpContext http) => page.Ask(http));
        desk.MapMethods("/buku/{form}", Reading.Methods, (RegisterPage page, HttpContext http, string form) => page.Give(http, form));
        desk.MapPost("/borongan", (Delegate)the.GetRequiredService<BulkPage>().Take);
        desk.MapMethods("/terima", Reading.Methods, the.GetRequiredService<ReceivePage>().Ask);
        desk.MapPost("/terima", (Delegate)the.GetRequiredService<ReceivePage>().Take);
        desk.MapMethods("/terima/{code}", Reading.Methods, the.GetRequiredService<ReceivePage>().Receipt);
        desk.MapMethods("/kertas", Reading.Methods, (PaperPage page, HttpContext http, string? unit) => page.Show(http, unit));
        desk.MapMethods("/kertas/{form}", Reading.Methods,
            (PaperPage page, HttpContext http, string form, string? unit) => page.Give(http, form, unit));
        desk.MapPost("/kertas/{act}", (Delegate)the.GetRequiredService<PaperPage>().Take);
        desk.MapMethods("/jawaban", Reading.Methods, (Delegate)the.GetRequiredService<CannedPage>().Show);
        desk.MapPost("/jawaban", (Delegate)the.GetRequiredService<CannedPage>().Keep);
        desk.MapPost("/k/{code}/golongan",
            (SortPart part, ComplaintView view, HttpContext http, string code) => part.Take(http, code, view));
        desk.MapPost("/k/{code}/{step}", (Delegate)the.GetRequiredService<TakePost>().Take);
    }

    private static string AddressOf(WebOptions web) => web.Desk ? web.Address : "";
}
