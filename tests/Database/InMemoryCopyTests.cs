using Core.Persistence;

namespace Tests.Database;

/// <summary>What every process keeps in memory of the database: an older reading never comes last.</summary>
public sealed class InMemoryCopyTests
{
    [Fact]
    public async Task A_reading_that_takes_long_does_not_undo_the_one_after_it()
    {
        var (stored, held, slow, begun) = ("lama", "", new TaskCompletionSource(), new TaskCompletionSource());
        var copy = new InMemoryCopy("units", new OneWorker(), async _ =>
        {
            var read = stored;
            begun.TrySetResult();
            if (read == "lama") await slow.Task;
            held = read;
        });

        copy.Changed();
        await begun.Task;
        stored = "baru";
        copy.Changed();
        slow.SetResult();
        await copy.UnderWay;

        held.ShouldBe("baru");
    }

    [Fact]
    public async Task A_reading_that_fails_leaves_the_way_free_for_the_next()
    {
        var tries = 0;
        var copy = new InMemoryCopy("units", new OneWorker(), _ => ++tries == 1 ? throw new IOException("gone") : Task.CompletedTask);

        copy.Changed();
        await Should.ThrowAsync<IOException>(copy.UnderWay);
        copy.Changed();
        await copy.UnderWay;

        tries.ShouldBe(2);
    }
}
