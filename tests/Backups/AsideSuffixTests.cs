using Bot.Backups;

namespace Tests.Backups;

public sealed class AsideSuffixTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 5, 6, TimeSpan.Zero);

    private readonly string _keys = Directory.CreateTempSubdirectory("aside-").FullName;
    private readonly string _data = Directory.CreateTempSubdirectory("aside-").FullName;

    [Fact]
    public void What_is_kept_in_the_same_second_never_takes_a_name_that_is_there()
    {
        AsideSuffix.Free(Now, _keys, _data).ShouldBe(".before-20260302-040506");

        File.WriteAllText(Path.Combine(_keys, "instansi.key.before-20260302-040506"), "");
        AsideSuffix.Free(Now, _keys, _data).ShouldBe(".before-20260302-040506-2");

        File.WriteAllText(Path.Combine(_data, "database.before-20260302-040506-2.zip"), "");
        AsideSuffix.Free(Now, _keys, _data).ShouldBe(".before-20260302-040506-3");
        AsideSuffix.Free(Now.AddSeconds(1), _keys, _data).ShouldBe(".before-20260302-040507");
    }

    [Fact]
    public void A_folder_that_is_not_there_holds_no_name() =>
        AsideSuffix.Free(Now, Path.Combine(_keys, "none"), null).ShouldBe(".before-20260302-040506");

    public void Dispose()
    {
        Directory.Delete(_keys, recursive: true);
        Directory.Delete(_data, recursive: true);
    }
}
