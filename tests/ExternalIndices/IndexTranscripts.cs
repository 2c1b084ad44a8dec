using Tests.Support;

namespace Tests.ExternalIndices;

public sealed class IndexTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("ExternalIndices/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) =>
        TranscriptFiles.Play("ExternalIndices/transcripts", name, new Town(new() { ["Instansi:Name"] = "Pemerintah Kota Palangka Raya" }));
}
