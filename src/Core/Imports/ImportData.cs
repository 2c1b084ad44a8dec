using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Imports;

/// <summary>Files that a person sent to be read, until they count.</summary>
internal sealed class ImportData : PersonalData
{
    public override string Name => "imports";

    public override int Order => 26;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words) =>
        await Of(db, who).CountAsync() is var waiting and > 0 ? [words["data.imports", waiting]] : [];

    public override async Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open) =>
        await Of(db, who).AnyAsync() ? [words["forget.goes.imports"]] : [];

    public override Task Erase(Erasure erasure) => Of(erasure.Db, erasure.Who).ExecuteDeleteAsync();

    private static IQueryable<ImportFile> Of(AppDb db, Caller who) => db.ImportFiles.Where(f => f.PersonId == who.Id);
}
