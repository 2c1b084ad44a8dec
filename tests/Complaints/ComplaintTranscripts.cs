using Tests.Support;

namespace Tests.Complaints;

public sealed class ComplaintTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Complaints/transcripts");

    public static TheoryData<string> OfTheDesk => TranscriptFiles.In("Complaints/transcripts/desk");

    /// <summary>With the minutes as they are set when nobody sets them.</summary>
    [Theory]
    [MemberData(nameof(OfTheDesk))]
    public Task The_desk_goes_as_written(string name) => TranscriptFiles.Play(
        "Complaints/transcripts/desk", name,
        ComplaintTown.New(settings: new() { ["Complaints:TakeBackMinutes"] = "10", ["Complaints:GatherMinutes"] = "15" }),
        ComplaintTown.Jobs);

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) =>
        TranscriptFiles.Play("Complaints/transcripts", name, ComplaintTown.New(), ComplaintTown.Jobs);
}
