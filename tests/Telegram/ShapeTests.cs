using System.Text;
using Bot.Telegram.Updates;
using Core.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Telegram;

/// <summary>Of an update that cannot be read its shape is kept for a look, and never a value of it.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("""{"update_id":7,"message":{"text":"NIK saya 1371","photo":[null],"ok":true}}""",
        "{update_id:number,message:{text:text,photo:[null],ok:bool}}")]
    [InlineData("""{"update_id":7,"Budi Santoso 0812":{"tulisan saya":1}}""", "{update_id:number,?:{?:number}}")]
    [InlineData("""{"a":[1,{"b":[]},"x"]}""", "{a:[number,{b:[]},text]}")]
    [InlineData("""{"a":1,rusak""", "{a:number!")]
    [InlineData("null", "null")]
    public void A_shape_has_names_and_kinds_and_no_value(string update, string shape) =>
        ShapeOf.Update(Encoding.UTF8.GetBytes(update)).ShouldBe(shape);

    [Fact]
    public void However_deep_and_long_it_is_the_shape_is_short()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 400)) + string.Concat(Enumerable.Repeat("]", 400));
        ShapeOf.Update(Encoding.UTF8.GetBytes(deep)).Length.ShouldBeLessThan(40);
        ShapeOf.Update(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("\"kata\"", 5000))}]")).Length.ShouldBeLessThan(601);
    }

    [Fact]
    public async Task Those_that_look_alike_are_one_row_and_the_newest_hundred_are_kept()
    {
        await using var town = new Town();
        for (var i = 0; i < 3; i++) await Keep(town, 3, "message", "sama");
        var first = (await town.Read(db => db.UnreadShapes.ToListAsync())).ShouldHaveSingleItem();
        (first.Times, first.Reason, first.LastAt.TimeOfDay).ShouldBe((9, "JsonException", TimeSpan.FromHours(17))); // midnight in Jakarta

        town.Time.Advance(TimeSpan.FromDays(1));
        for (var i = 0; i < 130; i++) await Keep(town, 1, "message", $"lain{i}");

        var kept = await town.Read(db => db.UnreadShapes.Select(s => s.Shape).ToListAsync());
        kept.Count.ShouldBe(KeepUnread.Most);
        kept.ShouldNotContain("sama");
    }

    [Fact]
    public async Task A_storm_of_different_ones_is_held_in_bounds_and_what_is_known_is_counted()
    {
        await using var town = new Town();
        await town.With(async s =>
        {
            var keep = s.GetRequiredService<KeepUnread>();
            for (var i = 0; i < 5000; i++) keep.Note("telegram", "message", "JsonException", $"bentuk{i}");
            for (var i = 0; i < 10; i++) keep.Note("telegram", "message", "JsonException", "bentuk0");
            await keep.Run();
        });

        var rows = await town.Read(db => db.UnreadShapes.ToListAsync());
        rows.Count.ShouldBe(KeepUnread.Most);
        rows.Single(r => r.Shape == "bentuk0").Times.ShouldBe(11);
    }

    [Fact]
    public async Task What_could_not_be_written_is_counted_with_what_comes_after()
    {
        await using var town = new Town();
        await town.With(async s =>
        {
            var keep = s.GetRequiredService<KeepUnread>();
            keep.Note("telegram", "message", "JsonException", "bentuk");
            await using (var db = town.Database.Open()) await db.Database.ExecuteSqlRawAsync("alter table unread_shapes rename to gone");
            await Should.ThrowAsync<Exception>(() => keep.Run());
            await using (var db = town.Database.Open()) await db.Database.ExecuteSqlRawAsync("alter table gone rename to unread_shapes");
            keep.Note("telegram", "message", "JsonException", "bentuk");
            await keep.Run();
        });

        (await town.Read(db => db.UnreadShapes.SingleAsync())).Times.ShouldBe(2);
    }

    private static Task Keep(Town town, int times, string kind, string shape) => town.With(async s =>
    {
        var keep = s.GetRequiredService<KeepUnread>();
        for (var i = 0; i < times; i++) keep.Note("telegram", kind, "JsonException", shape);
        await keep.Run();
    });
}
