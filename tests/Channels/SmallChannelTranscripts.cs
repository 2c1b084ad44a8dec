using Microsoft.Extensions.DependencyInjection;
using Tests.Dialogs;
using Tests.Support;

namespace Tests.Channels;

/// <summary>The same talks as elsewhere, on a messenger that can do little: complete, usable, and nothing that it refuses.</summary>
public sealed class SmallChannelTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Channels/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_talk_goes_as_written(string name)
    {
        // One line of registration is all that the service needs to know of a channel: Town has it.
        var town = new Town(null, services => services.AddSingleton(TestDialogs.Assembly), new SmallChannel());

        await TranscriptFiles.Play("Channels/transcripts", name, town);

        town.Log.Lines.ShouldNotContain(line => line.Contains("refuses it"));
    }
}
