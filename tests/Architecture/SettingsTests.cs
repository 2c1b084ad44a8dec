using System.Reflection;
using Bot;
using Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tests.Support;

namespace Tests.Architecture;

/// <summary>Every setting stands in the example file with its default, and in the handbook with what it does.</summary>
public sealed class SettingsTests
{
    private static readonly IConfiguration Example = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Golden.Repository, "appsettings.example.json")).Build();

    [Fact]
    public void The_example_file_shows_every_setting_and_no_other()
    {
        var shown = Leaves(Example).Select(leaf => leaf.Path).ToHashSet();
        var known = Settings().Select(s => s.Key).ToHashSet();

        known.Except(shown).Order().ShouldBeEmpty("missing in appsettings.example.json");
        shown.Except(known).Order().ShouldBeEmpty("in appsettings.example.json, but nobody reads it");
    }

    [Fact]
    public void The_example_file_shows_the_defaults() =>
        Settings().Where(s => !string.Equals(Example[s.Key] ?? "", s.Default, StringComparison.OrdinalIgnoreCase))
            .Select(s => $"{s.Key} is {s.Default} by default").ShouldBeEmpty();

    [Fact]
    public void The_handbook_explains_every_setting()
    {
        var handbook = File.ReadAllText(Path.Combine(Golden.Repository, "docs", "settings.md"));

        Settings().Where(s => !handbook.Contains($"| `{s.Key}` |", StringComparison.Ordinal)).Select(s => s.Key).ShouldBeEmpty();
    }

    private static IEnumerable<(string Key, string Default)> Settings() =>
        from section in Sections()
        from setting in Of(section.Options, section.Path)
        select setting;

    /// <summary>Every class of options that the service binds, with its section.</summary>
    private static IEnumerable<(string Path, Type Options)> Sections()
    {
        var services = new ServiceCollection().AddParts(Example);
        foreach (var descriptor in services)
        {
            if (!descriptor.ServiceType.IsGenericType
                || descriptor.ServiceType.GetGenericTypeDefinition() != typeof(IOptionsChangeTokenSource<>)) continue;
            var options = descriptor.ServiceType.GetGenericArguments()[0];
            var field = descriptor.ImplementationInstance?.GetType().GetField("_config", BindingFlags.NonPublic | BindingFlags.Instance);
            if (IsOurs(options) && field?.GetValue(descriptor.ImplementationInstance) is IConfigurationSection section)
                yield return (section.Path, options);
        }
    }

    private static IEnumerable<(string Key, string Default)> Of(Type options, string path)
    {
        var defaults = Activator.CreateInstance(options)!;
        foreach (var property in options.GetProperties().Where(p => p.CanWrite))
        {
            var key = $"{path}:{property.Name}";
            var value = property.GetValue(defaults);
            if (IsOurs(property.PropertyType) && property.PropertyType.IsClass)
                foreach (var inner in Of(property.PropertyType, key)) yield return inner;
            else if (value is System.Collections.IEnumerable many and not string)
                foreach (var (item, i) in many.Cast<object>().Select((item, i) => (item, i))) yield return ($"{key}:{i}", $"{item}");
            else
                yield return (key, $"{value}");
        }
    }

    private static bool IsOurs(Type type) => type.Assembly == typeof(CoreSetup).Assembly || type.Assembly == typeof(Services).Assembly;

    private static IEnumerable<IConfigurationSection> Leaves(IConfiguration from) =>
        from.GetChildren().SelectMany(child => child.GetChildren().Any() ? Leaves(child) : [child]);
}
