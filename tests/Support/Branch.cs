using Core.Demonstration;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Support;

/// <summary>Units that stand above others, for tests.</summary>
internal static class Branch
{
    /// <summary>A Dinas Kesehatan above three puskesmas, two of them the demonstration's.</summary>
    public static async Task Found(IServiceProvider services)
    {
        await services.GetRequiredService<WriteQueue>().Enqueue(async write => await DemonstrationTree.Add(write.Db));
        await services.GetRequiredService<UnitCatalog>().Reload();
    }

    /// <summary>Puts units below another one, or on top where none is named.</summary>
    public static async Task Put(IServiceProvider services, string? above, params string[] below)
    {
        await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var parent = above is null ? null : await write.Db.Units.SingleAsync(u => u.Code == above);
            foreach (var unit in await write.Db.Units.Include(u => u.Parent).Where(u => below.Contains(u.Code)).ToListAsync())
                unit.PutBelow(parent);
        });
        await services.GetRequiredService<UnitCatalog>().Reload();
    }
}
