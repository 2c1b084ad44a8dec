using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Database;

/// <summary>What nobody waits for the outcome of is there for whatever is asked after it, and gone with work that fails.</summary>
public sealed class GoingAlongTests
{
    private const string Put = "insert into installation (name, value) values (@p0, @p1)";
    private static readonly ChatKey Chat = new("test", "1");

    [Fact]
    public async Task What_goes_along_is_seen_by_every_kind_of_question_after_it()
    {
        await using var town = new Town();

        var seen = await town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(Chat, async write =>
        {
            var seen = new List<string>();
            await write.Db.Sql.Lock("a-name");
            await write.Db.Sql.RunAlong(Put, "first", "1");
            seen.Add($"{await write.Db.Sql.Value("select value from installation where name = @p0", "first")}");
            await write.Db.Sql.RunAlong(Put, "second", "2");
            seen.Add(await write.Db.Installation.Where(f => f.Name == "second").Select(f => f.Value).SingleAsync());
            await write.Db.Sql.LockAll(["b-name", "c-name"]);
            await write.Db.Sql.RunAlong(Put, "third", "3");
            var changed = await write.Db.Sql.Run("update installation set value = value || '!' where name in (@p0, @p1)", "first", "third");
            seen.Add($"{changed} changed");
            await write.Db.Sql.RunAlong(Put, "fourth", "4");
            seen.AddRange(await write.Db.Sql.All("select value from installation where name in (@p0, @p1, @p2, @p3) order by value",
                row => row.GetString(0), "first", "second", "third", "fourth"));
            return seen;
        }));

        seen.ShouldBe(["1", "2", "2 changed", "1!", "2", "3!", "4"]);
    }

    [Fact]
    public async Task What_is_still_going_at_the_end_is_kept_and_of_work_that_fails_nothing()
    {
        await using var town = new Town();

        var kept = await town.With(async services =>
        {
            var writer = services.GetRequiredService<WriteQueue>();
            await writer.Enqueue(Chat, async write => await write.Db.Sql.RunAlong(Put, "kept", "1"));
            await Should.ThrowAsync<FormatException>(() => writer.Enqueue(Chat, async write =>
            {
                await write.Db.Sql.RunAlong(Put, "lost", "1");
                throw new FormatException();
            }));
            // By every writer that there is, so that the one that failed is among them.
            await Task.WhenAll(Enumerable.Range(0, 32).Select(i => writer.Enqueue(new ChatKey("test", $"{i}"),
                async write => await write.Db.Sql.RunAlong(Put, $"after-{i}", "1"))));
            await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            return await db.Installation.Where(f => f.Value == "1").Select(f => f.Name).ToListAsync();
        });

        kept.ShouldContain("kept");
        kept.ShouldNotContain("lost");
        kept.Count(name => name.StartsWith("after-", StringComparison.Ordinal)).ShouldBe(32);
    }

    [Fact]
    public async Task How_many_rows_it_changed_is_known_after_the_next_statement_or_when_asked()
    {
        const string put = Put + " on conflict (name) do nothing";
        await using var town = new Town();

        var seen = await town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(Chat, async write =>
        {
            var sql = write.Db.Sql;
            await sql.Lock("a-name");
            var first = sql.RunAlongCounted(put, "first", "1");
            await sql.Value("select value from installation where name = @p0", "first");
            await sql.RunAlong(put, "second", "2");
            var again = sql.RunAlongCounted(put, "first", "2");
            await sql.Run("update installation set value = value where name in (@p0, @p1)", "first", "second");
            var third = sql.RunAlongCounted(put, "third", "3");
            return new[] { await first.Rows(), await again.Rows(), await third.Rows() };
        }));

        seen.ShouldBe([1, 0, 1]);
    }

    [Fact]
    public async Task A_failure_of_what_goes_along_fails_the_work_that_it_belongs_to()
    {
        await using var town = new Town();

        var (failed, kept) = await town.With(async services =>
        {
            var writer = services.GetRequiredService<WriteQueue>();
            await writer.Enqueue(Chat, async write => await write.Db.Sql.RunAlong(Put, "once", "1"));
            var failed = await Should.ThrowAsync<Exception>(() => writer.Enqueue(Chat, async write =>
            {
                await write.Db.Sql.RunAlong(Put, "beside", "2");
                await write.Db.Sql.RunAlong(Put, "once", "2");
            }));
            await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            return (failed, await db.Installation.Where(f => f.Name == "once" || f.Name == "beside").Select(f => f.Value).ToListAsync());
        });

        failed.ShouldBeAssignableTo<System.Data.Common.DbException>();
        kept.ShouldBe(["1"]);
    }

    [Fact]
    public async Task What_fails_in_memory_after_the_commit_takes_nothing_back_and_holds_up_nothing_beside_it()
    {
        await using var town = new Town();
        var done = new List<string>();

        await town.With(services =>
        {
            var writer = services.GetRequiredService<WriteQueue>();
            return Task.WhenAll(Enumerable.Range(0, 6).Select(i => writer.Enqueue(new ChatKey("test", $"{i}"), async write =>
            {
                await write.Db.Sql.RunAlong(Put, $"row-{i}", "1");
                write.AfterCommit(() => throw new FormatException());
                write.AfterCommit(() =>
                {
                    lock (done) done.Add($"row-{i}");
                });
            })));
        });

        done.Count.ShouldBe(6);
        (await town.Read(db => db.Installation.CountAsync(f => f.Name.StartsWith("row-")))).ShouldBe(6);
        town.Log.Errors.Count().ShouldBe(6);
    }
}
