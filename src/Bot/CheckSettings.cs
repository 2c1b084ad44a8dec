using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Core.Settings;

namespace Bot;

/// <summary>
/// Looks at every setting under our sections before anything is made of them: a key that nobody reads, a value of the wrong kind
/// or out of its range. Each finding names the key and the mend; values of texts are never repeated, since they may be secrets.
/// </summary>
internal static partial class CheckSettings
{
    private const int Near = 3;

    /// <summary>
    /// What is shown nowhere: secrets, and the address that Telegram calls, with a name and password where a proxy asks for them.
    /// </summary>
    private static readonly HashSet<string> MayHold = new(StringComparer.OrdinalIgnoreCase)
    {
        "Telegram:Webhook:Url", "Database:ConnectionString", "Backups:Passphrase", "Mail:Password",
    };

    /// <summary>Everything that is wrong; nothing when all is well.</summary>
    public static IReadOnlyList<string> Look(IConfiguration configuration, IEnumerable<SettingsSection> sections)
    {
        var known = sections.DistinctBy(s => s.Path).ToList();
        return [.. Misnamed(configuration, [.. known.Select(s => s.Path)]),
            .. known.SelectMany(s => Look(configuration.GetSection(s.Path), s.Options, whole: true))];
    }

    /// <summary>A section with a name so near one of ours that it was surely meant.</summary>
    private static IEnumerable<string> Misnamed(IConfiguration configuration, string[] known) =>
        from section in configuration.GetChildren()
        where section.GetChildren().Any() && !known.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
        let meant = known.FirstOrDefault(k => section.Key.Length > 3 && Distance(k, section.Key) == 1)
        where meant is not null
        select $"{section.Key} is no section of settings. Did you mean {meant}?";

    private static IEnumerable<string> Look(IConfigurationSection section, Type options, bool whole)
    {
        var properties = options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        var wrong = section.GetChildren().Where(c => !properties.Exists(p => p.Name.Equals(c.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(c => Unknown(section, c.Key, properties)).ToList();
        foreach (var property in properties)
        {
            if (property.PropertyType.Assembly == options.Assembly && property.PropertyType.IsClass)
                wrong.AddRange(Look(section.GetSection(property.Name), property.PropertyType, whole: false));
            else if (Wrong(section.GetSection(property.Name), property) is { } problem) wrong.Add(problem);
        }

        if (whole && wrong.Count == 0 && section.Get(options) is IValidatableObject together)
            wrong.AddRange(together.Validate(new ValidationContext(together)).Select(r => r.ErrorMessage!));
        return wrong;
    }

    private static string Unknown(IConfigurationSection section, string key, List<PropertyInfo> properties)
    {
        var meant = properties.MinBy(p => Distance(p.Name, key));
        var hint = meant is not null && Distance(meant.Name, key) <= Near ? $"Did you mean {section.Path}:{meant.Name}?"
            : "Remove it; docs/settings.md lists every one.";
        return $"{section.Path}:{key} is no setting, so it would have no effect. {hint}";
    }

    private static string? Wrong(IConfigurationSection setting, PropertyInfo property)
    {
        if (setting.Value is not { } text) return null;
        if (HoldsPassword(setting.Path, text))
            return $"{setting.Path} holds a name or password in its address, which nobody would use and links, logs and papers would show. Take it out.";
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (Read(text, type) is not { } value)
            return type == typeof(string) ? null : $"{setting.Path} is \"{text}\". {HowTo(type, property)}";
        if (type.IsEnum && !Enum.IsDefined(type, value)) return $"{setting.Path} is \"{text}\". {HowTo(type, property)}";
        if (property.GetCustomAttribute<RangeAttribute>() is { } range && !IsIn(range, value))
            return $"{setting.Path} is {text}. {HowTo(type, property)}";
        var context = new ValidationContext(new object()) { MemberName = property.Name, DisplayName = setting.Path };
        return property.GetCustomAttributes<ValidationAttribute>().Where(r => r is not RangeAttribute)
            .Select(r => r.GetValidationResult(value, context)?.ErrorMessage).FirstOrDefault(m => m is not null);
    }

    private static bool HoldsPassword(string key, string text) => !MayHold.Contains(key)
        && text.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Any(a => AddressWithPassword().IsMatch(a));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*@")]
    private static partial Regex AddressWithPassword();

    private static bool IsIn(RangeAttribute range, object value) =>
        ToDouble(value) >= ToDouble(range.Minimum) && ToDouble(value) <= ToDouble(range.Maximum);

    private static double ToDouble(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture);

    private static object? Read(string text, Type type)
    {
        try
        {
            return type == typeof(string) ? text : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text.Trim());
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return null;
        }
    }

    private static string HowTo(Type type, PropertyInfo property)
    {
        if (type == typeof(bool)) return "Write true or false.";
        if (type == typeof(TimeOnly)) return "Write a time such as 07:30.";
        if (type.IsEnum) return $"Write {string.Join(" or ", Enum.GetNames(type))}.";
        var kind = type == typeof(double) ? "number" : "whole number";
        return property.GetCustomAttribute<RangeAttribute>() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"Write a {kind} from {range.Minimum} to {range.Maximum}.")
            : $"Write a {kind}.";
    }

    /// <summary>How many letters differ, without regard to case (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var (a, b) = (one.ToLowerInvariant(), other.ToLowerInvariant());
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
