using Core.Membership;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Membership;

public sealed class MembershipTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Membership/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name)
    {
        var town = new Town();
        File.WriteAllText(Path.Combine(town.Folder, "instansi.key"), new string('7', 64));
        var jobs = new Dictionary<string, Func<IServiceProvider, Task>> { ["undangan-pertama"] = s => s.GetRequiredService<FirstAdministrator>().Payload() };
        return TranscriptFiles.Play("Membership/transcripts", name, town, jobs);
    }
}
