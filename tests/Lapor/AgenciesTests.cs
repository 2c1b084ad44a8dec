using Bot.CommandLine;
using Tests.Support;

namespace Tests.Lapor;

/// <summary>The command that lists their agencies, so that the map can be filled.</summary>
public sealed class AgenciesTests
{
    [Fact]
    public async Task Agencies_are_listed_by_their_numbers_and_found_by_words()
    {
        await using var server = await LaporServer.Start();
        (await Run(server, server.Url, "agencies")).ShouldContain("901,PT PLN (Persero)");
        var found = await Run(server, server.Url, "agencies", "sosial");
        found.ShouldContain("151345,Dinas Sosial Kota");
        found.ShouldNotContain("PLN");
        found.ShouldContain("1 of 2");
    }

    [Fact]
    public async Task Where_nobody_answers_it_says_what_to_check()
    {
        await using var server = await LaporServer.Start();
        var said = await Run(server, "http://127.0.0.1:9", "agencies");
        said.ShouldContain("connection");
        said.ShouldContain("Lapor:BaseUrl");
        said.ShouldNotContain(LaporServer.Auth);
    }

    private static async Task<string> Run(LaporServer server, string url, params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("lapor-").FullName;
        var settings = LaporServer.Settings(folder, url).Select(s => $"--{s.Key}={s.Value}")
            .Append($"--Database:ConnectionString=Data Source={folder}/x.db").Append($"--Instansi:KeyFile={folder}/k");
        var output = new StringWriter();
        await Commands.Run(ParsedCommandLine.Parse([.. words, .. settings]), output);
        server.Wrong.ShouldBeEmpty();
        return output.ToString();
    }
}
