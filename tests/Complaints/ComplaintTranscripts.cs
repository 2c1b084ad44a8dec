using Tests.Support;

namespace Tests.Complaints;

public sealed class ComplaintTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Complaints/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) =>
        TranscriptFiles.Play("Complaints/transcripts", name, ComplaintTown.New(), ComplaintTown.Jobs);
}
