using Bot.Backups;

namespace Tests.Backups;

/// <summary>What a backup unpacks into is held against the room of the disk that it goes to.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, long> Free = new() { ["/small"] = 100, ["/large"] = 5000, ["/large/files"] = 5000 };

    [Fact]
    public void Photos_on_a_large_disk_are_not_held_against_the_small_one_of_the_key() =>
        Should.NotThrow(() => Check(("/small", 60), ("/large", 2000), ("/large/files", 2900)));

    [Fact]
    public void What_shares_a_disk_is_added_up() =>
        Should.Throw<InvalidDataException>(() => Check(("/small", 60), ("/large", 2000), ("/large/files", 2900), ("/large/files", 101)))
            .Message.ShouldContain("in /large,");

    [Fact]
    public void What_is_made_to_overflow_a_sum_is_refused() =>
        Should.Throw<InvalidDataException>(() => Check(("/small", long.MaxValue), ("/small", long.MaxValue)));

    private static void Check(params (string, long)[] needs) => UnpackArchive.CheckRoom(needs, folder => Free[folder]);
}
