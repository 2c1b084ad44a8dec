using Bot;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Privacy;

/// <summary>No place where the service keeps something is missing in the one registry of them.</summary>
public sealed class RegistryTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Golden.Repository, "appsettings.example.json")).Build();

    [Fact]
    public async Task Every_table_is_in_the_registry_and_no_other()
    {
        var (db, database) = TestDatabase.Empty();
        await using var dropped = database;
        await using (db)
        {
            var tables = db.Model.GetEntityTypes()
                .Select(e => Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(e)!).Distinct().ToList();

            tables.Except(PersonalDataRegistry.Tables.Select(p => p.Name)).Order()
                .ShouldBeEmpty("say in PersonalDataRegistry what it holds of people");
            PersonalDataRegistry.Tables.Select(p => p.Name).Except(tables).Order().ShouldBeEmpty("there is no such table");
        }
    }

    [Fact]
    public void Every_kept_folder_is_in_the_registry()
    {
        var folders = Services().GetServices<KeptFolder>().Select(f => f.Name).ToList();

        folders.ShouldNotBeEmpty();
        folders.Except(PersonalDataRegistry.Folders.Select(p => p.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_holds_personal_data_has_an_eraser_that_exists_and_a_term_that_can_be_read()
    {
        var erasers = Services().GetServices<PersonalData>().Select(d => d.Name).ToList();
        var personal = PersonalDataRegistry.All.Where(p => p.Kind == DataKind.Personal).ToList();

        erasers.ShouldBeUnique();
        personal.Where(p => !erasers.Contains(p.Eraser!)).ShouldBeEmpty("nobody erases it");
        erasers.Where(e => personal.TrueForAll(p => p.Eraser != e)).ShouldBeEmpty("it erases nothing that the registry knows");
        PersonalDataRegistry.All.Where(p => (p.Setting is null) == (p.Term == DataTerm.Setting)).ShouldBeEmpty();
        personal.Where(p => p.Setting is { } key && !int.TryParse(Settings[key], out _)).Select(p => p.Setting)
            .ShouldBeEmpty("no such setting");
    }

    [Fact]
    public void Each_place_and_term_has_its_words()
    {
        var words = Wording.Of("id");

        PersonalDataRegistry.All.Where(p => !words.Has($"personal.{p.Name}")).ShouldBeEmpty();
        PersonalDataRegistry.All.Select(p => p.Name).ShouldBeUnique();
    }

    private static ServiceProvider Services() =>
        new ServiceCollection().AddSingleton(Settings).AddLogging().AddParts(Settings).BuildServiceProvider();
}
