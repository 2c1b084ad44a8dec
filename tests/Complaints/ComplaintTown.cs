using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Complaints.Deadlines;
using Core.Complaints.Notices;
using Core.Complaints.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Complaints;

/// <summary>A town whose tracking codes come in the same order every time, with the jobs of complaints.</summary>
internal static class ComplaintTown
{
    /// <summary>What the first complaint's code begins with.</summary>
    public const string FirstCode = "K7QF3MXW";

    public static IReadOnlyDictionary<string, Func<IServiceProvider, Task>> Jobs { get; } =
        new Dictionary<string, Func<IServiceProvider, Task>>
        {
            ["tenggat"] = async s =>
            {
                await s.GetRequiredService<EscalateComplaints>().Run();
                await s.GetRequiredService<TellOffice>().Run();
            },
            ["kabar"] = s => s.GetRequiredService<TellOffice>().Run(),
            ["lampiran"] = s => s.GetRequiredService<FetchAttachments>().Run(),
            ["masa-simpan"] = s => s.GetRequiredService<ForgetComplaints>().Run(),
        };

    public static Town New(string? folder = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        var first = new Queue<int>(FirstCode.Select(c => TrackingCode.Alphabet.IndexOf(c)));
        var chance = new Random(2026);
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["Complaints:AttachmentFolder"] = folder ?? Path.Combine(Path.GetTempPath(), $"complaints-{Guid.NewGuid():N}"),
        };
        var town = new Town(all, s => (more ?? (_ => { }))(
            s.AddSingleton(new DrawCodes(below => first.Count > 0 ? first.Dequeue() : chance.Next(below)))));
        foreach (var (name, bytes) in Pictures.All) town.Channel.Files[name] = bytes;
        return town;
    }
}
