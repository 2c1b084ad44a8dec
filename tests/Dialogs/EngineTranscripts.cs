using Core.Dialogs;
using Core.Dialogs.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Dialogs;

public sealed class EngineTranscripts
{
    private static readonly Dictionary<string, Func<IServiceProvider, Task>> Jobs = new()
    {
        ["tutup-percakapan"] = services => services.GetRequiredService<CloseStaleDialogs>().Run(),
    };

    public static TheoryData<string> All => TranscriptFiles.In("Dialogs/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) => TranscriptFiles.Play("Dialogs/transcripts", name, TestDialogs.Town(), Jobs);
}

/// <summary>A town that knows the dialogs of these tests and has their menu words.</summary>
internal static class TestDialogs
{
    public static DialogAssembly Assembly { get; } = new(typeof(TestDialogs).Assembly);

    public static Town Town() => new(null, services => services.AddSingleton(Assembly));
}
