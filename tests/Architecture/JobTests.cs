using Bot;
using Bot.Database;
using Core;
using Core.People;
using Microsoft.Extensions.Hosting;

namespace Tests.Architecture;

/// <summary>What runs by itself stands in one table, and menus follow another.</summary>
public sealed class JobTests
{
    [Fact]
    public void Every_loop_stands_in_the_table_of_jobs()
    {
        var loops = new[] { typeof(CoreSetup).Assembly, typeof(DatabaseSetup).Assembly }
            .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(BackgroundService))).Select(t => t.Name);

        Jobs.Loops.Keys.Order().ShouldBe(loops.Order());
    }

    [Fact]
    public void No_two_jobs_have_one_name() => Jobs.All.GroupBy(j => j.Name).Where(g => g.Count() > 1).ShouldBeEmpty();

    [Fact]
    public void What_a_restored_copy_lets_look_once_are_jobs() => Jobs.Telling.Except(Jobs.All.Select(j => j.Name)).ShouldBeEmpty();

    [Fact]
    public void The_lost_are_offered_commands_that_everybody_may_use()
    {
        var stranger = new Caller(0, "c", "1", "id", []);

        CommandRights.All.Where(CommandRights.IsFirst).ShouldAllBe(c => CommandRights.Allow(c, stranger));
    }
}
