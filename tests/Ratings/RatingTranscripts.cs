using Tests.Support;

namespace Tests.Ratings;

public sealed class RatingTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Ratings/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) => TranscriptFiles.Play("Ratings/transcripts", name);
}
