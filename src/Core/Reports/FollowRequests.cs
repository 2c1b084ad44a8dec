using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Reports;

/// <summary>A document that is still to be made goes to where its reader is by then.</summary>
internal sealed class FollowRequests : IAddressMoved
{
    public async ValueTask Follow(AppDb db, string channel, string from, string to) => await db.ReportRequests
        .Where(r => r.Channel == channel && r.Address == from).ExecuteUpdateAsync(set => set.SetProperty(r => r.Address, to));
}
