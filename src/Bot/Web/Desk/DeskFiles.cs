using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Desk;
using Core.Complaints.Handling;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.Web.Desk;

/// <summary>
/// Gives a complaint's files to those who read it: pictures are shown, everything else is downloaded, and none can run anything,
/// whatever it is in truth.
/// </summary>
internal sealed class DeskFiles(AttachmentFolder folder, IDbContextFactory<AppDb> databases, LookAtComplaint look)
{
    private static readonly Dictionary<string, string> Pictures = new()
    {
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".webp"] = "image/webp",
    };

    public static bool IsPicture(string? name) => name is not null && Pictures.ContainsKey(Path.GetExtension(name));

    public async Task<IResult> Show(HttpContext http, string code, long id)
    {
        var who = DeskDoor.VisitOf(http).Who;
        await using var db = await databases.CreateDbContextAsync();
        if (await FindComplaint.ByCode(db, code) is not { } complaint || !StepsOpen.Sees(who, complaint))
            return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        var file = (await InspectorsWords.FilesFor(db, complaint, ComplaintRights.Of(who, complaint))).Find(a => a.Id == id);
        if (file?.KeptAs is not { } name || !File.Exists(folder.PathOf(name))) return DeskDoor.Closed(http, StatusCodes.Status404NotFound);
        await look.Opened(who, complaint, opens: true);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var shown = IsPicture(name);
        return Results.File(folder.PathOf(name), shown ? Pictures[Path.GetExtension(name)] : "application/octet-stream",
            shown ? null : $"{ComplaintText.Code(complaint)}-{id}{Path.GetExtension(name)}");
    }
}
