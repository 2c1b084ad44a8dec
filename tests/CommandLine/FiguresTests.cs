using Bot;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>What is measured says what it is taken for.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task A_message_of_many_that_waits_its_turn_is_no_reply_that_waits()
    {
        await using var town = new Town();
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            write.Db.Outbox.Add(Waiting(town, minutes: 60, bulk: true));
            write.Db.Outbox.Add(Waiting(town, minutes: 2, bulk: false));
            return ValueTask.CompletedTask;
        }));
        var figures = await town.With(s => Task.FromResult(
            new ReadFigures(s.GetRequiredService<IDbContextFactory<AppDb>>(), town.Time).Read()));

        figures!.OldestSeconds.ShouldBe(120);
        figures.OldestBulkSeconds.ShouldBe(3600);
        figures.Waiting.ShouldBe(2);
    }

    private static OutboxMessage Waiting(Town town, int minutes, bool bulk) => new()
    {
        Channel = "nobody",
        Address = "42",
        Body = "{}",
        Owner = "somebody that holds it",
        Bulk = bulk,
        DueAt = town.Time.GetUtcNow().AddMinutes(-minutes),
        State = OutboxState.Waiting,
    };
}
