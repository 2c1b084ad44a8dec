using Bot.Reports;
using Core.Imports;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.OnPaper;

public sealed class PaperTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("OnPaper/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name)
    {
        var town = FilledForms.Town();
        town.Channel.Files["isian.xlsx"] = FilledForms.Sheet(FilledForms.Ten());
        town.Channel.Files["urutan-lain.xlsx"] = FilledForms.Sheet(FilledForms.Ten().Reverse());
        town.Channel.Files["salah.xlsx"] = FilledForms.Sheet([
            FilledForms.Row("3/10/2026", "34343333x"), FilledForms.Row("31/2/2026", "343433333", sex: "Q"),
            FilledForms.Row("4/10/2027", "343433333", age: "dewasa", service: "KTP")]);
        return TranscriptFiles.Play("OnPaper/transcripts", name, town, new Dictionary<string, Func<IServiceProvider, Task>>
        {
            ["warga menilai"] = services => Fill.Rate(services, "DINSOS", 202610, 20, "444444444", "343434343"),
            ["baca berkas"] = services => services.GetRequiredService<FetchImports>().Run(),
            ["buat dokumen"] = services => services.GetRequiredService<MakeReports>().Run(),
        });
    }
}
