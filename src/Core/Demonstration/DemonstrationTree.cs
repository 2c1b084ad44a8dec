using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Demonstration;

/// <summary>A Dinas Kesehatan above the puskesmas of the demonstration and one more, so that a tree of units can be seen.</summary>
internal static class DemonstrationTree
{
    private const string Above = "DINKES";

    private static readonly (string Code, string Name)[] Below =
    [
        ("PKM-PARIT-RANTANG", "Puskesmas Parit Rantang"), ("PKM-IBUH", "Puskesmas Ibuh"), ("PKM-TIAKAR", "Puskesmas Tiakar"),
    ];

    /// <summary>Puts it there; what is there already stays, so that it may be done again.</summary>
    public static async Task Add(AppDb db)
    {
        var dinas = await Find(db, Above, "Dinas Kesehatan", "Dinkes", "surat-keterangan", "Surat keterangan kesehatan");
        foreach (var (code, name) in Below)
        {
            var puskesmas = await Find(db, code, name, name, "rawat-jalan", "Rawat jalan");
            if (puskesmas.Parent is null) puskesmas.PutBelow(dinas);
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static async Task<Unit> Find(AppDb db, string code, string name, string label, string service, string serviceName)
    {
        if (await db.Units.Include(u => u.Parent).FirstOrDefaultAsync(u => u.Code == code) is { } known) return known;
        var unit = new Unit { Code = code, Name = name, ShortName = label, YearlyRecipients = 7000 };
        unit.Services.Add(new Service { Code = service, Name = serviceName });
        db.Units.Add(unit);
        return unit;
    }
}
