using System.Runtime.CompilerServices;

namespace Tests.Support;

/// <summary>Finds transcripts beside the tests and compares what was played with what stands there.</summary>
internal static class TranscriptFiles
{
    public static string Root([CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;

    /// <summary>Every transcript in a folder of the tests, by name.</summary>
    public static TheoryData<string> In(string folder)
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Root(), folder), "*.txt").Order(StringComparer.Ordinal))
            data.Add(Path.GetFileNameWithoutExtension(file));
        return data;
    }

    /// <summary>Plays a transcript; with <c>UPDATE_SNAPSHOTS=1</c> what came out is written down instead of compared.</summary>
    public static async Task Play(string folder, string name, Town? town = null,
        IReadOnlyDictionary<string, Func<IServiceProvider, Task>>? jobs = null)
    {
        var file = Path.Combine(Root(), folder, name + ".txt");
        var expected = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        await using var played = town ?? new Town();
        var actual = await new Transcript(played, jobs ?? new Dictionary<string, Func<IServiceProvider, Task>>()).Play(expected);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") await File.WriteAllTextAsync(file, actual);
        else actual.ShouldBe(expected);
        played.Log.Errors.ShouldBeEmpty();
    }
}
