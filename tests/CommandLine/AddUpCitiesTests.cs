using Bot.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tests.CommandLine;

/// <summary>A province adds up what its cities publish.</summary>
public sealed class AddUpCitiesTests : IAsyncLifetime
{
    private readonly List<WebApplication> _cities = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("cities-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Scores_are_weighted_by_respondents_and_what_is_withheld_or_missing_is_no_zero()
    {
        var list = await List(await City("Kota A", 300, "82.50"), await City("Kabupaten <B>", 100, "70.10"),
            await City("Kota C", 3, "null"), "http://127.0.0.1:1");
        var page = Path.Combine(_folder, "page.html");
        var (code, told) = await Run(list, "--page", page);

        code.ShouldBe(1, "a city is missing");
        var lines = told.TrimEnd().Split('\n');
        lines[3].ShouldContain("no open data there");
        lines[^1].ShouldContain("2 of 4 cities");
        lines[^1].ShouldContain("79.40"); // (300 * 82.5 + 100 * 70.1) / 400
        lines[^1].ShouldContain("n=400");
        var html = await File.ReadAllTextAsync(page);
        html.ShouldContain("Kabupaten &lt;B&gt;");
        html.ShouldContain("79,40");
        html.ShouldContain("tidak menjawab");
    }

    [Theory]
    [InlineData("not an address", "is no address")]
    [InlineData("ftp://kota.go.id", "is no address")]
    public async Task A_wrong_list_is_refused(string address, string why)
    {
        var (code, told) = await Run(await List(address));
        code.ShouldBe(1);
        told.ShouldContain(why);
    }

    [Fact]
    public async Task A_wrong_month_is_refused()
    {
        var (code, told) = await Run(await List("https://kota.go.id"), "--month", "November");
        code.ShouldBe(2);
        told.ShouldContain("YYYY-MM");
    }

    public async Task DisposeAsync()
    {
        foreach (var city in _cities) await city.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(int Code, string Told)> Run(params string[] args)
    {
        await using var output = new StringWriter();
        return (await Commands.Run(ParsedCommandLine.Parse(["add-up", .. args]), output), output.ToString());
    }

    private async Task<string> List(params string[] addresses)
    {
        var list = Path.Combine(_folder, "list.txt");
        await File.WriteAllLinesAsync(list, ["# our cities", .. addresses]);
        return list;
    }

    private async Task<string> City(string name, int respondents, string ikm)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http => http.Request.Path == "/api/v1/scores" ? http.Response.WriteAsync(
            $$"""{"month":"2026-10","instansi":"{{name}}","whole":{"respondents":{{respondents}},"ikm":{{ikm}},"mutu":"B"},"units":[]}""")
            : Task.CompletedTask);
        await app.StartAsync();
        _cities.Add(app);
        return app.Urls.Single();
    }
}
