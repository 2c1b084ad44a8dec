using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>People who just write, each to a good end.</summary>
public sealed class WordsTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Words/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) =>
        TranscriptFiles.Play("Words/transcripts", name, ComplaintTown.New(), ComplaintTown.Jobs);
}
