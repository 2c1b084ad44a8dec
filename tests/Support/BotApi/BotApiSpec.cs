using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tests.Support.BotApi;

/// <summary>The Bot API's own description (version 10.1, the methods that a bot like this can need), for checking requests.</summary>
internal sealed class BotApiSpec
{
    private readonly JsonObject _methods;
    private readonly JsonObject _types;
    private readonly HashSet<string> _others;

    private BotApiSpec(JsonObject spec) =>
        (_methods, _types, _others) = ((JsonObject)spec["methods"]!, (JsonObject)spec["types"]!,
            [.. ((string)spec["otherMethods"]!).Split(' ')]);

    public static BotApiSpec Instance { get; } = Load();

    /// <summary>The method's name in its proper case; null when there is no such method.</summary>
    public string? Method(string name) =>
        _methods.Select(m => m.Key).Concat(_others).FirstOrDefault(m => m.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a call; nothing when it keeps to the description.</summary>
    public IEnumerable<string> Check(string method, JsonObject arguments, IReadOnlySet<string> files)
    {
        if (_methods[method] is not JsonObject fields) return [];
        var given = new JsonObject();
        foreach (var (name, value) in arguments) given[name] = value?.DeepClone();
        foreach (var file in files) given[file] = FileMark;
        return CheckFields(method, fields, given);
    }

    private const string FileMark = "<file>";

    private IEnumerable<string> CheckFields(string where, JsonObject fields, JsonObject given)
    {
        foreach (var (name, value) in given)
        {
            var field = fields[name] ?? fields["?" + name];
            if (field is null) yield return $"{where}: unknown parameter {name}";
            else if (value is null) yield return $"{where}: {name} is null";
            else
                foreach (var wrong in CheckValue($"{where}.{name}", (string)field!, value))
                    yield return wrong;
        }

        foreach (var (name, _) in fields)
            if (name[0] != '?' && given[name] is null) yield return $"{where}: {name} is missing";
    }

    private IEnumerable<string> CheckValue(string where, string types, JsonNode value)
    {
        List<string>? least = null;
        foreach (var type in types.Split('|'))
        {
            var wrong = CheckType(where, type, value).ToList();
            if (wrong.Count == 0) return [];
            if (least is null || wrong.Count < least.Count) least = wrong;
        }

        return least ?? [];
    }

    private IEnumerable<string> CheckType(string where, string type, JsonNode value)
    {
        const string Array = "Array of ";
        if (type.StartsWith(Array, StringComparison.Ordinal))
            return value is JsonArray items ? items.SelectMany((item, i) => CheckValue($"{where}[{i}]", type[Array.Length..], item!))
                : [$"{where}: no array"];
        if (type == "InputFile") return (value as JsonValue)?.ToString() == FileMark ? [] : [$"{where}: no file"];
        if (_types[type] is JsonObject described) return CheckObject(where, described, value);
        var kind = value.GetValueKind();
        var fits = type switch
        {
            "Integer" => kind == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _),
            "Float" => kind == JsonValueKind.Number,
            "String" => kind == JsonValueKind.String && value.ToString() != FileMark,
            "Boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "True" => kind == JsonValueKind.True,
            _ => true,
        };
        return fits ? [] : [$"{where}: {kind} is no {type}"];
    }

    private IEnumerable<string> CheckObject(string where, JsonObject described, JsonNode value)
    {
        if (described["|"] is { } subtypes) return CheckValue(where, (string)subtypes!, value);
        return value is JsonObject given ? CheckFields(where, described, given) : [$"{where}: no object"];
    }

    private static BotApiSpec Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("telegram-bot-api-10.1.json")!;
        return new((JsonObject)JsonNode.Parse(stream)!);
    }
}
