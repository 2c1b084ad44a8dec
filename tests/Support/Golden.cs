namespace Tests.Support;

/// <summary>
/// Compares a text with the file that stands beside the test; with <c>UPDATE_SNAPSHOTS=1</c> the file is written instead.
/// </summary>
public static class Golden
{
    public static void Compare(string file, string actual)
    {
        var path = Path.Combine(TranscriptFiles.Root(), file);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, actual);
        File.Exists(path).ShouldBeTrue($"{file} is missing; run the test with UPDATE_SNAPSHOTS=1 and read what came out.");
        actual.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    /// <summary>The folder of the solution.</summary>
    public static string Repository => Path.GetDirectoryName(TranscriptFiles.Root())!;
}
