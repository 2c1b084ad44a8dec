using Core.Membership.Joining;
using Core.Messaging;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Reports.Forms;

/// <summary>Invitations of many people as a sheet to print, cut and hand out: a row each. It goes with the files of its folder.</summary>
internal sealed class WriteInvitations(IOptions<InstansiOptions> instansi, OwnFolder folder)
{
    /// <summary>Writes it.</summary>
    public OutFile Of(IReadOnlyList<InvitationRow> rows, string until, Wording words)
    {
        var book = new Workbook(words["people.sheet"]);
        book.Text(1, 1, words["people.sheet-title", instansi.Value.Name], Workbook.Bold);
        book.Text(1, 2, words["people.sheet-how", until]);
        foreach (var (i, key) in ((string[])["name", "unit", "role", "link"]).Index())
            book.Text(i + 1, 4, words[$"people.sheet-{key}"], Workbook.Head);
        foreach (var (r, row) in rows.Index())
            foreach (var (c, text) in ((string[])[row.Name, row.Unit, row.Role, row.Link]).Index())
            {
                book.Text(c + 1, 5 + r, text);
                book.Fit(c + 1, text);
            }

        book.Freeze(4);
        var path = folder.NewPath(".xlsx");
        book.Save(path);
        return new OutFile(path, "undangan.xlsx", Picture: false);
    }
}
