using System.Diagnostics;
using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>The README's recipe for a dialog, followed to the letter in a copy of the sources.</summary>
public sealed partial class RecipeTests
{
    [Fact]
    [Trait("Loop", "slow")]
    [Trait("Database", "any")]
    [TakesMinutes]
    public async Task A_dialog_made_by_the_recipe_talks()
    {
        var copy = Directory.CreateTempSubdirectory("recipe-").FullName;
        try
        {
            CopySources(copy);
            Follow(await File.ReadAllTextAsync(Path.Combine(Golden.Repository, "README.md")), copy);

            await Run(copy, "", "build", "src/Bot", "-v", "quiet", "-nologo");
            var talk = await Run(copy, "/jam\n1\nPukul tujuh pagi\nexit\n", "run", "--no-build", "--project", "src/Bot", "--", "chat",
                "--language", "id");

            talk.ShouldContain("Jam buka unit mana?");
            talk.ShouldContain("Terima kasih. Usul Anda: Pukul tujuh pagi");
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static void CopySources(string to)
    {
        var files = Directory.GetFiles(Golden.Repository)
            .Concat(Directory.GetFiles(Path.Combine(Golden.Repository, "src"), "*", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Golden.Repository, f))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
        foreach (var file in files)
        {
            var target = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Golden.Repository, file), target);
        }
    }

    private static void Follow(string readme, string copy)
    {
        var recipe = readme[readme.IndexOf("## Add a dialog", StringComparison.Ordinal)..];
        var blocks = Block().Matches(recipe).Select(m => m.Groups[1].Value).ToList();
        blocks.Count.ShouldBe(3);
        File.WriteAllText(Path.Combine(copy, "src/Core/Units/SuggestHours.cs"), blocks[0]);
        var rights = Path.Combine(copy, "src/Core/People/CommandRights.cs");
        const string Before = "        [Commands.Scores] = null,\n";
        File.ReadAllText(rights).ShouldContain(Before);
        File.WriteAllText(rights, File.ReadAllText(rights).Replace(Before, Before + blocks[1]));
        foreach (var language in new[] { "id", "en" })
            File.WriteAllText(Path.Combine(copy, $"src/Core/Texts/{language}/hours.json"), blocks[2]);
    }

    private static async Task<string> Run(string folder, string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said + await errors);
        return said;
    }

    [GeneratedRegex("```(?:csharp|json)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
